/** What is said of kinds that have no lifecycle of their own to draw: a sentence each. */
import { defineMessages } from '../../ui/i18n.ts';

export const t = defineMessages({
  'kind.storedOnly':
    'Podarium keeps and checks objects of this kind, but nothing here acts on them yet: what it asks for does not happen.',
  'kind.rolesOff': 'It decides something only while roles are enforced; until then everything is allowed.',
  'kind.customOnly':
    'The API server keeps and checks it. What acts on it is a controller of its own, and none comes with Podarium.',

  'kind.deployment.paused':
    'Its rollout is **paused**: **{ready} of {wanted}** pods are ready, and changes of its template wait.',
  'kind.deployment.stuck':
    'Its rollout is **stuck**: only **{updated} of {wanted}** pods of the newest version are there, and it took longer than allowed.',
  'kind.deployment.none': 'It wants **no pods**.',
  'kind.statefulSet.none': 'It wants **no pods**.',
  'kind.statefulSet.done': {
    one: 'Its pod is ready; it keeps its name and its volumes wherever it runs.',
    other: 'All **{n}** pods are ready; each keeps its name and its volumes wherever it runs.',
  },
  'kind.statefulSet.ordered':
    '**{ready} of {wanted}** pods are ready. They come in order: the next one waits until the one before it is ready.',
  'kind.statefulSet.parallel':
    '**{ready} of {wanted}** pods are ready. They come all at once (**Parallel**).',
  'kind.statefulSet.rolling':
    '**{updated} of {wanted}** pods have the newest template, from the highest number down; **{ready}** are ready.',
  'kind.daemonSet.none': 'No node fits it, so it has no pods.',
  'kind.daemonSet.done': {
    one: 'Its pod is ready on the one node that it is meant for.',
    other: 'A pod is ready on each of the **{n}** nodes that it is meant for.',
  },
  'kind.daemonSet.short': 'It wants a pod on each of **{wanted}** nodes; **{ready}** are ready.',
  'kind.daemonSet.rolling':
    'It wants a pod on each of **{wanted}** nodes; **{updated}** have the newest template so far.',
  'kind.job.asks': {
    one: 'It asks for **one** pod that ends well.',
    other: 'It asks for **{n}** pods that end well.',
  },
  'kind.job.runs': '**{succeeded} of {wanted}** pods have ended well; **{active}** are at work.',
  'kind.job.complete': 'It is complete: **{succeeded}** pods have ended well.',
  'kind.job.failed': 'It has **failed**: {message}',
  'kind.job.suspended': 'It is **suspended**: no pod is started.',
  'kind.cronJob.asks': 'It asks for a Job at each moment of **{schedule}**.',
  'kind.cronJob.last': 'It makes a Job at each moment of **{schedule}**, the last one at **{clock}**.',
  'kind.cronJob.suspended': 'It is **suspended**: the moments of **{schedule}** pass without a Job.',
  'kind.revision': 'Revision **{n}** of {kind} **{owner}**: its pod template as it was then.',

  'kind.service.external': 'Its name leads to **{name}**, outside the cluster.',
  'kind.service.headless':
    'It has no address of its own: its name gives those of **{ready} of {all}** pods, the ready ones.',
  'kind.service.headlessNone': 'It has no address of its own, and no pod that it selects is ready.',
  'kind.slice.ready': '**{ready} of {all}** addresses of Service **{service}** take requests.',
  'kind.slice.none': 'It holds no address of Service **{service}** that takes requests.',
  'kind.ingress.one': 'It asks that requests for **{host}** go to Service **{service}**.',
  'kind.ingress.any': 'It asks that requests for any host go to Service **{service}**.',
  'kind.ingress.many': {
    one: 'It asks for **one** route from outside to a Service.',
    other: 'It asks for **{n}** routes from outside to Services.',
  },
  'kind.policy.in': 'Pods with **{selector}** are to take only the traffic that it allows.',
  'kind.policy.out': 'Pods with **{selector}** are to send only the traffic that it allows.',
  'kind.policy.both': 'Pods with **{selector}** are to take and send only the traffic that it allows.',
  'kind.policy.inAll': 'All pods of its namespace are to take only the traffic that it allows.',
  'kind.policy.outAll': 'All pods of its namespace are to send only the traffic that it allows.',
  'kind.policy.bothAll': 'All pods of its namespace are to take and send only the traffic that it allows.',

  'kind.configMap': { one: 'It holds **one** entry.', other: 'It holds **{n}** entries.' },
  'kind.secret': {
    one: 'It holds **one** entry. It is encoded, not encrypted: whoever may read the Secret can read it.',
    other:
      'It holds **{n}** entries. They are encoded, not encrypted: whoever may read the Secret can read them.',
  },
  'kind.entries': 'Entries',
  'kind.entryShow': 'Show {name}',
  'kind.entryHide': 'Hide {name}',
  'kind.entryBytes': '{n} B',
  'kind.entryBinary': 'binary',
  'kind.serviceAccount': 'Pods that run as it are **{user}** to the API server.',
  'kind.namespace.active': {
    one: 'It is active; **one** pod lives in it.',
    other: 'It is active; **{n}** pods live in it.',
  },
  'kind.namespace.terminating': 'It is being deleted, and with it all that is in it.',
  'kind.lease.held':
    '**{holder}** holds it and renewed it last at **{clock}**; {seconds} s without a renewal, and it counts as lost.',
  'kind.lease.free': 'Nobody holds it.',
  'kind.event': {
    one: '**{reason}** happened to {kind} **{name}**.',
    other: '**{reason}** happened to {kind} **{name}**, {n} times so far.',
  },
  'kind.quota.room': 'What its namespace uses stays within **{n}** limits.',
  'kind.quota.full': '**{resource}** is used up: what asks for more is refused.',
  'kind.quota.new': 'What is used has not been counted yet.',
  'kind.limitRange':
    'It gives containers that ask for nothing what is written here, and refuses what goes beyond its bounds.',
  'kind.priority.preempts':
    'Pods of this class have priority **{value}**: they go first, and may push out pods of less.',
  'kind.priority.waits': 'Pods of this class have priority **{value}**: they go first, but push nobody out.',
  'kind.priority.usual': 'Pods that name no class get this one: priority **{value}**.',

  'kind.volume.Available': 'It is free: a claim that fits may have it.',
  'kind.volume.Bound': 'It belongs to the claim **{claim}**.',
  'kind.volume.Released': 'Its claim **{claim}** is gone; it keeps its data, and nobody else gets it.',
  'kind.volume.Failed': 'It could not be given back: {message}',
  'kind.volume.Pending': 'It is being made.',
  'kind.claim.Bound': 'It has the volume **{volume}** of **{size}**.',
  'kind.claim.Lost': 'Its volume **{volume}** is gone, and its data with it.',
  'kind.claim.first': 'It waits for the first pod that uses it: then the volume is made where that pod runs.',
  'kind.claim.pending': 'No volume has been found or made for it yet.',
  'kind.claim.noClass': 'Its class **{name}** does not exist, so nobody makes a volume for it.',
  'kind.class.at': 'A claim of this class gets a volume from **{provisioner}** as soon as it is made.',
  'kind.class.first':
    'A claim of this class gets a volume from **{provisioner}** once a pod needs it, where that pod runs.',
  'kind.class.none': 'Claims of this class get only volumes that somebody made beforehand.',
  'kind.attachment.done': 'The volume **{volume}** is attached to **{node}**.',
  'kind.attachment.coming': 'The volume **{volume}** is being attached to **{node}**.',

  'kind.autoscaler': 'It is to keep {kind} **{name}** between **{min}** and **{max}** pods.',
  'kind.budget.allows': {
    one: '**One** of its **{expected}** pods may be evicted now; **{desired}** have to stay healthy.',
    other: '**{n}** of its **{expected}** pods may be evicted now; **{desired}** have to stay healthy.',
  },
  'kind.budget.none':
    'None of its **{expected}** pods may be evicted now: **{healthy}** are healthy, and **{desired}** have to be.',
  'kind.role.namespace': {
    one: 'It allows **one** thing within its namespace, to whom a binding names.',
    other: 'It allows **{n}** things within its namespace, to whom a binding names.',
  },
  'kind.role.cluster': {
    one: 'It allows **one** thing, to whom a binding names.',
    other: 'It allows **{n}** things, to whom a binding names.',
  },
  'kind.rules': 'Rules',
  'kind.binding.namespace': 'It gives **{subjects}** what {kind} **{role}** allows, in its namespace.',
  'kind.binding.cluster': 'It gives **{subjects}** what {kind} **{role}** allows, everywhere.',
  'kind.binding.nobody': 'It names nobody, so nobody gets what {kind} **{role}** allows.',

  'kind.fault.planned': '**{type}** is planned for **{clock}**.',
  'kind.fault.active': '**{type}** is in force since **{clock}**.',
  'kind.fault.struck': {
    one: '**{type}** struck **one** container at **{clock}**.',
    other: '**{type}** struck **{n}** containers at **{clock}**.',
  },
  'kind.fault.over': '**{type}** is over since **{clock}**.',
  'kind.fault.coming': '**{type}** has not begun.',
  'kind.image': 'Containers of the image **{image}** behave as is written here.',
  'kind.crd.none': 'It adds the kind **{kind}** to the API. None exists yet.',
  'kind.crd.some': {
    one: 'It adds the kind **{kind}** to the API. **One** exists.',
    other: 'It adds the kind **{kind}** to the API. **{n}** exist.',
  },
  'kind.crd.refused': 'The kind **{kind}** is not served: {message}',
  'kind.custom': 'A **{kind}**, as the CustomResourceDefinition **{definition}** describes it.',
  'kind.runtime': 'Pods of this class are run by the handler **{handler}**.',

  'kind.facts': 'In numbers',
  'kind.capacity': 'What it has and what pods ask for',
  'kind.capacityOf': '{asked} of {allocatable} asked for',
  'kind.capacityAll': '{capacity} in all',
  'kind.quota': 'Used and allowed',
  'kind.usedOf': '{used} of {hard}',
  'kind.rollout': 'Rollout',
  'kind.revisionOf': 'Revision {n}',
  'kind.readyOf': '{ready} of {wanted} ready',
});
