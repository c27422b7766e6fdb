import type { ReactElement } from 'react';
import { useCompare } from '../../model/compare-store.ts';
import { useTime } from '../../model/time-store.ts';
import { t } from './messages.en.ts';

/** Which two branches, and whose pods. */
export function Choice({ workloads }: { readonly workloads: readonly string[] }): ReactElement {
  const branches = useTime((state) => state.branches);
  const { left, right, workload } = useCompare();
  const names = branches.map(({ id, name }) => ({ value: id, text: name }));
  const isThere = workload !== null && workloads.includes(workload);
  return (
    <>
      <Select
        label={t('compare.a')}
        letter="A"
        value={left ?? ''}
        options={names}
        onChange={(id) => useCompare.setState({ left: id })}
      />
      <Select
        label={t('compare.b')}
        letter="B"
        value={right ?? ''}
        options={names}
        onChange={(id) => useCompare.setState({ right: id })}
      />
      <Select
        label={t('compare.workload')}
        value={workload ?? ''}
        options={[
          { value: '', text: t('compare.allPods') },
          ...(isThere || workload === null ? workloads : [workload, ...workloads]).map((key) => ({
            value: key,
            text: key.slice(key.indexOf('/') + 1).replace(/^default\//, ''),
          })),
        ]}
        onChange={(key) => useCompare.setState({ workload: key === '' ? null : key })}
      />
    </>
  );
}

interface SelectProps {
  readonly label: string;
  readonly letter?: 'A' | 'B';
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly onChange: (value: string) => void;
}

function Select({ label, letter, value, options, onChange }: SelectProps): ReactElement {
  return (
    <label className="cmp-select">
      {letter === undefined ? (
        <span className="sub">{label}</span>
      ) : (
        <span className="cmp-letter" data-letter={letter} aria-hidden="true">
          {letter}
        </span>
      )}
      <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </label>
  );
}
