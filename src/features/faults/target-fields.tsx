/** Whom the fault is about: what is there now can be chosen, what is not there yet can be described. */
import type { ReactElement } from 'react';
import type { Pod } from '../../engine/api/generated/types.ts';
import { useResource } from '../../model/mirror.ts';
import { Segmented } from '../../ui/segmented.tsx';
import type { FaultDraft, Problems } from './fault-draft.ts';
import { kindOfFault } from './fault-kinds.ts';
import { SelectField, TextField } from './fields.tsx';
import type { Choice } from './fields.tsx';
import { t } from './messages.en.ts';

export interface PartProps {
  readonly draft: FaultDraft;
  readonly problems: Problems;
  readonly change: (part: Partial<FaultDraft>) => void;
}

const scopes = ['pod', 'labels', 'node', 'image'] as const;

export function TargetFields(props: PartProps): ReactElement {
  const { draft, change } = props;
  const { scope: about } = kindOfFault(draft.type);
  return (
    <fieldset className="fault-part">
      <legend>{t('faults.target')}</legend>
      {about === 'containers' ? (
        <Segmented
          label={t('faults.scope')}
          value={draft.scope}
          options={scopes.map((value) => ({ value, text: t(`faults.scope.${value}`) }))}
          onChange={(scope) => change({ scope, container: '' })}
        />
      ) : null}
      <div className="fault-row">
        {about === 'images' ? <ImageField {...props} /> : null}
        {about === 'containers' ? <ScopeFields {...props} /> : <NodeField {...props} />}
      </div>
    </fieldset>
  );
}

function ScopeFields(props: PartProps): ReactElement {
  switch (props.draft.scope) {
    case 'pod':
      return (
        <>
          <PodField {...props} />
          <ContainerField {...props} />
        </>
      );
    case 'labels':
      return <LabelFields {...props} />;
    case 'node':
      return <NodeField {...props} />;
    case 'image':
      return <ImageField {...props} />;
  }
}

function PodField({ draft, problems, change }: PartProps): ReactElement {
  const pods = usePods();
  const keys = pods.map(keyOf);
  const gone = draft.pod === '' || keys.includes(draft.pod) ? [] : [draft.pod];
  const choices: Choice[] = [
    ...(draft.pod === '' ? [{ value: '', text: t('faults.choosePod') }] : []),
    ...[...keys, ...gone].map((key) => {
      const [group = '', text = ''] = key.split('/');
      return { value: key, text, group };
    }),
  ];
  return (
    <SelectField
      label={t('faults.pod')}
      value={draft.pod}
      choices={choices}
      problem={problems['spec.target.pod']}
      onChange={(pod) => change({ pod, container: '' })}
    />
  );
}

function ContainerField({ draft, change }: PartProps): ReactElement {
  const { spec } = usePods().find((pod) => keyOf(pod) === draft.pod) ?? {};
  const known = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])].map(({ name }) => name);
  const names =
    draft.container === '' || known.includes(draft.container) ? known : [...known, draft.container];
  return (
    <SelectField
      label={t('faults.container')}
      value={draft.container}
      choices={[
        { value: '', text: t('faults.allContainers') },
        ...names.map((name) => ({ value: name, text: name })),
      ]}
      onChange={(container) => change({ container })}
    />
  );
}

function LabelFields({ draft, problems, change }: PartProps): ReactElement {
  const pods = usePods();
  const namespaces = [...new Set(pods.map(({ metadata }) => metadata?.namespace ?? ''))];
  const pairs = pods.flatMap(({ metadata }) => Object.entries(metadata?.labels ?? {}));
  const suggestions = [...new Set(pairs.map(([key, value]) => `${key}=${value}`))].toSorted();
  return (
    <>
      <TextField
        label={t('faults.labels')}
        hint={t('faults.labelsHint')}
        problem={problems['spec.target.labels']}
        value={draft.labels}
        suggestions={suggestions}
        onChange={(labels) => change({ labels })}
      />
      <SelectField
        label={t('faults.namespace')}
        value={draft.namespace}
        choices={[
          { value: '', text: t('faults.allNamespaces') },
          ...[...new Set(['default', ...namespaces])].map((name) => ({ value: name, text: name })),
        ]}
        onChange={(namespace) => change({ namespace })}
      />
    </>
  );
}

function NodeField({ draft, problems, change }: PartProps): ReactElement {
  const names = useResource('nodes').map(({ metadata }) => metadata?.name ?? '');
  return (
    <SelectField
      label={t('faults.node')}
      value={draft.node}
      choices={[
        { value: '', text: t('faults.allNodes') },
        ...names.toSorted().map((name) => ({ value: name, text: name })),
      ]}
      problem={problems['spec.target.node']}
      onChange={(node) => change({ node })}
    />
  );
}

function ImageField({ draft, problems, change }: PartProps): ReactElement {
  const images = usePods().flatMap(({ spec }) => (spec?.containers ?? []).map(({ image }) => image ?? ''));
  return (
    <TextField
      label={t('faults.image')}
      hint={t('faults.imageHint')}
      problem={problems['spec.target.image']}
      value={draft.image}
      suggestions={[...new Set(images)].toSorted()}
      onChange={(image) => change({ image })}
    />
  );
}

/** Those of kube-system last: they are seldom meant. */
function usePods(): readonly Pod[] {
  const pods = useResource('pods') as readonly Pod[];
  const rank = (pod: Pod): string => `${pod.metadata?.namespace === 'kube-system' ? 1 : 0}${keyOf(pod)}`;
  return pods.toSorted((a, b) => rank(a).localeCompare(rank(b)));
}

function keyOf({ metadata }: Pod): string {
  return `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;
}
