/** The inspector: a summary for each kind, each tab of a pod, and the answers to “why”. Several side by side. */
import { mirror } from '../../model/mirror.ts';
import { find } from '../hands.ts';
import { onStory } from '../scene.ts';
import type { Scene } from '../scene.ts';

const columnWidth = 360;

export const inspectorScenes: Readonly<Record<string, Scene>> = {
  pods: onInspectors('Pods: in back-off, too large for any node, lost, ready', 760, () => [
    'pods/shop/mailer',
    'pods/shop/giant',
    keyOf('pods', 'node-2'),
    keyOf('pods', 'node-1'),
  ]),
  workloads: onInspectors('What keeps pods: Deployment, ReplicaSet, StatefulSet, Service', 640, () => [
    'deployments.apps/shop/web',
    keyOf('replicasets.apps', ''),
    'statefulsets.apps/shop/redis',
    'services/shop/web',
  ]),
  others: onInspectors(
    'Machines lost and alive, a Service without endpoints, something that is gone',
    640,
    () => ['nodes//node-2', 'nodes//node-3', 'services/shop/smtp', 'pods/shop/early'],
  ),
  tabs: onInspectors(
    'The tabs of a pod: states of the running machine, relations, YAML with its managers, Events',
    760,
    () => ['pods/shop/mailer', 'pods/shop/mailer', 'pods/shop/mailer', 'pods/shop/mailer'],
    ['States', 'Relations', 'YAML', 'Events'],
  ),
  logs: onInspectors(
    'Logs, and tabs with nothing in them',
    420,
    () => ['pods/shop/mailer', 'pods/shop/giant', 'nodes//control-plane', 'services/shop/smtp'],
    ['Logs', 'Logs', 'Events', 'Relations'],
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
    width: columnWidth * 4,
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
