/** Looking at a cluster with the real kubectl. */
import { shell, web } from './manifests.ts';
import { type Step, transcript } from './transcript.ts';

const files = { 'web.yaml': web, 'shell.yaml': shell };

const before: Step[] = [
  ['kubectl apply -f web.yaml -f shell.yaml', 'pod/shell created'],
  ['kubectl wait --for=condition=Available deploy/web --timeout=30s', 'deployment.apps/web condition met'],
  ['kubectl wait --for=condition=Ready pod --all --timeout=30s', 'pod/shell condition met'],
];

const get: Step[] = [
  ['kubectl get nodes', /NAME\s+STATUS\s+ROLES\s+AGE\s+VERSION\ncontrol-plane\s+Ready\s+control-plane/],
  ['kubectl get nodes -o wide', /INTERNAL-IP\s+EXTERNAL-IP\s+OS-IMAGE\s+KERNEL-VERSION\s+CONTAINER-RUNTIME/],
  ['kubectl get pods', /NAME\s+READY\s+STATUS\s+RESTARTS\s+AGE\nshell\s+2\/2\s+Running\s+0/],
  [
    'kubectl get po,deploy,svc -A',
    /NAMESPACE\s+NAME.*pod\/shell.*deployment.apps\/web.*service\/kubernetes/s,
  ],
  ['kubectl get all', /pod\/shell.*service\/web.*deployment.apps\/web.*replicaset.apps\/web-/s],
  ['kubectl get pods -o wide', /IP\s+NODE\s+NOMINATED NODE\s+READINESS GATES/],
  ['kubectl get pods -o yaml', /^apiVersion: v1\nitems:\n- apiVersion: v1\n {2}kind: Pod/],
  ['kubectl get pods -o json', '"kind": "List"'],
  ['kubectl get pods -o name', /^pod\/shell$/m],
  [`kubectl get pods -o jsonpath='{.items[*].metadata.name}'`, /shell web-\w+-\w+ web-\w+-\w+/],
  ['kubectl get pods -o custom-columns=N:.metadata.name,I:.status.podIP', /N\s+I\nshell\s+10\./],
  [`kubectl get pods -o go-template='{{len .items}}'`, /^3$/],
  ['kubectl get pods --sort-by=.metadata.creationTimestamp', /NAME\s+READY/],
  ['kubectl get pods -l app=web --show-labels', /app=web,pod-template-hash=/],
  ['kubectl get pods -l app=web -L app', /AGE\s+APP\nweb-\w+-\w+\s+1\/1\s+Running\s+0\s+\S+\s+web/],
  [`kubectl get pods -l 'app in (web, shell),!other' -o name`, /pod\/shell\npod\/web-/],
  ['kubectl get pods --field-selector=status.phase=Running -o name', 'pod/shell'],
  [
    'kubectl get pods --field-selector=metadata.name!=shell -o name',
    /^pod\/web-\w+-\w+\npod\/web-\w+-\w+\n$/,
  ],
  ['kubectl get pods --no-headers', /^shell/],
  ['kubectl get pods --chunk-size=1', /shell.*web-.*web-/s],
  ['kubectl get deploy web', /NAME\s+READY\s+UP-TO-DATE\s+AVAILABLE\s+AGE\nweb\s+2\/2\s+2\s+2/],
  ['kubectl get deploy/web svc/web', /deployment.apps\/web.*service\/web/s],
  ['kubectl get -f web.yaml', /deployment.apps\/web.*service\/web/s],
  ['kubectl get svc', /NAME\s+TYPE\s+CLUSTER-IP\s+EXTERNAL-IP\s+PORT\(S\)\s+AGE/],
  ['kubectl get ns', /default\s+Active/],
  ['kubectl get endpointslices', /ADDRESSTYPE\s+PORTS\s+ENDPOINTS/],
  ['kubectl get leases -n kube-node-lease', /node-1\s+node-1/],
  ['kubectl get hpa', 'No resources found in default namespace.'],
  ['kubectl get nope', `error: the server doesn't have a resource type "nope"`, { code: 1 }],
  ['kubectl get pod nope', 'Error from server (NotFound): pods "nope" not found', { code: 1 }],
  ['kubectl get pod nope --ignore-not-found', /^$/],
  ['kubectl get machines', /control-plane.*node-1/s],
  ['kubectl get --raw /api/v1/namespaces/default/pods?limit=1', '"kind":"PodList"'],
  ['kubectl get --raw /nope', 'Error from server (NotFound)', { code: 1 }],
];

const describe: Step[] = [
  [
    'kubectl describe pod shell',
    /Name:\s+shell\nNamespace:\s+default.*Containers:\n {2}main:.*Events:.*Scheduled/s,
  ],
  [
    'kubectl describe node node-1',
    /Name:\s+node-1.*Conditions:.*Capacity:.*Non-terminated Pods:.*Allocated resources:/s,
  ],
  [
    'kubectl describe deploy web',
    /Replicas:\s+2 desired \| 2 updated \| 2 total \| 2 available \| 0 unavailable.*NewReplicaSet:\s+web-/s,
  ],
  ['kubectl describe svc web', /Selector:\s+app=web.*Endpoints:\s+10\./s],
  ['kubectl describe rs -l app=web', /Controlled By:\s+Deployment\/web/],
  ['kubectl describe ns default', /Status:\s+Active/],
  ['kubectl describe pod nope', 'Error from server (NotFound): pods "nope" not found', { code: 1 }],
  ['kubectl describe -f web.yaml', /Name:\s+web.*Name:\s+web/s],
];

const others: Step[] = [
  ['kubectl events', /LAST SEEN\s+TYPE\s+REASON\s+OBJECT\s+MESSAGE/],
  ['kubectl events --for pod/shell --types=Normal', /Started\s+Pod\/shell/],
  ['kubectl get events --sort-by=.lastTimestamp', /Scheduled\s+pod\/shell/],
  [
    'kubectl get events --field-selector involvedObject.name=shell,reason=Scheduled',
    'Successfully assigned default/shell to',
  ],
  ['kubectl top nodes', /NAME\s+CPU\(cores\)\s+CPU\(%\)\s+MEMORY\(bytes\)\s+MEMORY\(%\)\s*\ncontrol-plane/],
  ['kubectl top pods', /NAME\s+CPU\(cores\)\s+MEMORY\(bytes\)\s*\nshell/],
  ['kubectl top pod shell --containers', /shell\s+main.*shell\s+side/s],
  ['kubectl explain pod.spec.containers', /KIND:\s+Pod\nVERSION:\s+v1\n\nFIELD: containers <\[\]Container>/],
  ['kubectl explain deployments', /GROUP:\s+apps\nKIND:\s+Deployment\nVERSION:\s+v1/],
  [
    'kubectl explain deployment.spec.strategy --recursive',
    /rollingUpdate\s+<RollingUpdateDeployment>\n\s+maxSurge\s+<IntOrString>/,
  ],
  ['kubectl explain pod.nope', 'error: field "nope" does not exist', { code: 1 }],
  ['kubectl auth can-i create deployments', /^yes$/m],
  ['kubectl auth can-i --list', /Resources\s+Non-Resource URLs\s+Resource Names\s+Verbs/],
  ['kubectl auth whoami', /Username\s+kubernetes-admin/],
  ['kubectl auth whoami --as=jane --as-group=dev', /Username\s+jane.*Groups\s+\[dev system:authenticated\]/s],
  ['kubectl get pods --watch --request-timeout=4s', /NAME\s+READY\s+STATUS.*shell/s],
  ['kubectl wait --for=delete pod/nope --timeout=5s', /^$|pods "nope" not found/],
  [`kubectl wait --for=jsonpath='{.status.phase}'=Running pod/shell`, 'pod/shell condition met'],
  [
    'kubectl wait --for=condition=Nope pod/shell --timeout=1s',
    'error: timed out waiting for the condition on pods/shell',
    { code: 1 },
  ],
  ['kubectl cluster-info dump --output-directory=dump', 'Cluster info dumped to dump'],
];

transcript('real kubectl reads a cluster', files, [...before, ...get, ...describe, ...others]);
