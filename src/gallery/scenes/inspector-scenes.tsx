/** The inspector: a summary for each kind, each tab of a pod, and the answers to “why”. Several side by side. */
import { mirror } from '../../model/mirror.ts';
import { find } from '../hands.ts';
import { onStory } from '../scene.ts';
import type { Scene } from '../scene.ts';

export const inspectorScenes: Readonly<Record<string, Scene>> = {
  trouble: onInspectors('Pods: in back-off, too large for any node, lost with its node', 720, () => [
    'pods/shop/mailer',
    'pods/shop/giant',
    keyOf('pods', 'node-2'),
  ]),
  health: onInspectors('A pod that is ready, a machine that is, and one that is lost', 640, () => [
    keyOf('pods', 'node-1'),
    'nodes//node-3',
    'nodes//node-2',
  ]),
  workloads: onInspectors('What keeps pods: Deployment, ReplicaSet, StatefulSet', 600, () => [
    'deployments.apps/shop/web',
    keyOf('replicasets.apps', ''),
    'statefulsets.apps/shop/redis',
  ]),
  services: onInspectors('A Service, one without endpoints, and something that is gone', 440, () => [
    'services/shop/web',
    'services/shop/smtp',
    'pods/shop/early',
  ]),
  tabs: onInspectors(
    'States of the running machine, YAML with its managers, relations',
    760,
    () => ['pods/shop/mailer', 'pods/shop/mailer', 'pods/shop/mailer'],
    ['States', 'YAML', 'Relations'],
  ),
  lists: onInspectors(
    'Events, a log, a log with nothing in it',
    440,
    () => ['pods/shop/mailer', 'pods/shop/mailer', 'pods/shop/giant'],
    ['Events', 'Logs', 'Logs'],
  ),
  why: onStory({
    title: 'Why, large: the axis, who woke whom, and what each read and wrote',
    width: 1120,
    height: 760,
    part: () => inspectors(() => ['pods/shop/mailer']),
    after: async () => {
      (await find('.inspector button', 'Show all of it')).click();
      await find('[role="dialog"]');
    },
  }),
};

function onInspectors(
  title: string,
  height: number,
  keys: () => readonly string[],
  tabs: readonly string[] = [],
): Scene {
  return onStory({
    title,
    width: 1120,
    height,
    part: () => inspectors(keys),
    after: async () => {
      for (const [at, tab] of tabs.entries()) {
        const column = `.scene-columns > :nth-child(${at + 1})`;
        (await find(`${column} [role="tab"]`, tab)).click();
      }
    },
  });
}

async function inspectors(keys: () => readonly string[]) {
  const { Inspector } = await import('../../features/inspector/inspector.tsx');
  return (
    <div className="scene-columns">
      {keys().map((key, at) => (
        <section key={at} className="panel inspector-panel">
          <Inspector objectKey={key} />
        </section>
      ))}
    </div>
  );
}

/** The first of a resource by name, on a node where one is named. */
function keyOf(resource: string, node: string): string {
  const found = (
    mirror.list(resource) as readonly {
      metadata?: { namespace?: string; name?: string };
      spec?: { nodeName?: string };
    }[]
  )
    .filter(({ metadata }) => metadata?.namespace === 'shop' && metadata.name?.startsWith('web-') === true)
    .filter(({ spec }) => node === '' || spec?.nodeName === node)
    .map(({ metadata }) => metadata?.name ?? '');
  return `${resource}/shop/${found.toSorted()[0] ?? ''}`;
}
