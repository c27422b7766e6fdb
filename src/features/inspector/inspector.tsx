import { useState } from 'react';
import type { ReactElement } from 'react';
import type { KubeObject } from '../../bridge/protocol.ts';
import type { Pod } from '../../engine/api/generated/types.ts';
import { useObject } from '../../model/mirror.ts';
import { useWhy } from '../../model/why-store.ts';
import { late } from '../../ui/late.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import type { Tab } from '../../ui/tabs.tsx';
import { EventList } from './event-list.tsx';
import { Header } from './header.tsx';
import { inspected } from './kind-of-key.ts';
import type { InspectedObject } from './kind-of-key.ts';
import { LogView } from './log-view.tsx';
import { t } from './messages.en.ts';
import { Summary } from './summary.tsx';
import './inspector.css';

/** Apart: the statechart brings XState, the YAML its printer. */
const States = late(async () => (await import('./states.tsx')).States);
const RelationsView = late(async () => (await import('./relations-view.tsx')).RelationsView);
const YamlView = late(async () => (await import('./yaml-view.tsx')).YamlView);

export interface InspectorProps {
  /** `resource/namespace/name`. */
  readonly objectKey: string;
}

/** Everything about one object at the moment shown. What is gone stays readable as it was last seen. */
export function Inspector({ objectKey }: InspectorProps): ReactElement {
  const current = useObject(objectKey);
  const [lastSeen, setLastSeen] = useState<{ readonly key: string; readonly object: KubeObject } | null>(
    null,
  );
  if (current !== undefined && lastSeen?.object !== current) setLastSeen({ key: objectKey, object: current });
  const object = current ?? (lastSeen?.key === objectKey ? lastSeen.object : undefined);
  if (object === undefined) return <p className="inspector-gone sub">{t('inspector.gone')}</p>;
  return <InspectorOf about={inspected(objectKey, object)} isGone={current === undefined} />;
}

interface AboutProps {
  readonly about: InspectedObject;
  readonly isGone: boolean;
}

function InspectorOf({ about, isGone }: AboutProps): ReactElement {
  const [chosen, choose] = useState('summary');
  const question = useWhy((state) => (state.question?.key === about.key ? state.question : null));
  const [answered, answer] = useState(question);
  if (question !== answered) {
    answer(question);
    if (question !== null) choose('summary');
  }
  const tabs = tabsOf(about);
  const value = tabs.some((tab) => tab.value === chosen) ? chosen : 'summary';
  return (
    <div className="inspector">
      <Header key={about.key} about={about} isGone={isGone} />
      <Tabs
        className="inspector-tabs"
        label={t('inspector.tabs')}
        value={value}
        onChange={choose}
        tabs={tabs.map((tab) =>
          tab.value === value ? { ...tab, content: <Content tab={value} about={about} /> } : tab,
        )}
      />
    </div>
  );
}

function tabsOf({ resource }: InspectedObject): Tab[] {
  const isPod = resource === 'pods';
  return [
    { value: 'summary', title: t('inspector.summary') },
    ...(isPod ? [{ value: 'states', title: t('inspector.states') }] : []),
    { value: 'relations', title: t('inspector.relations') },
    { value: 'yaml', title: t('inspector.yaml') },
    { value: 'events', title: t('inspector.eventsNone') },
    ...(isPod ? [{ value: 'logs', title: t('inspector.logs') }] : []),
  ];
}

function Content({ tab, about }: { readonly tab: string; readonly about: InspectedObject }): ReactElement {
  switch (tab) {
    case 'states':
      return <States pod={about.object as Pod} meanwhile={<Skeleton />} />;
    case 'relations':
      return <RelationsView about={about} meanwhile={<Skeleton />} />;
    case 'yaml':
      return <YamlView about={about} meanwhile={<Skeleton lines={12} />} />;
    case 'events':
      return <EventList about={about} />;
    case 'logs':
      return <LogView pod={about.object as Pod} />;
    default:
      return <Summary about={about} />;
  }
}
