/** What is wrong with the machine itself, and the one press that mends it: stands where the machine has room. */
import type { ReactElement } from 'react';
import type { Fault } from '../../engine/api/podarium.ts';
import { session } from '../../model/session.ts';
import { Icon } from '../../ui/icon.tsx';
import type { IconName } from '../../ui/icon.tsx';
import { faultWords } from './fault-words.ts';
import type { MachineHealth } from './machine-health.ts';
import { t } from './messages.en.ts';

export interface MachineFaultProps {
  readonly name: string;
  readonly health: Pick<MachineHealth, 'isOff' | 'isCutOff'>;
  /** Faults in force that are about the machine. */
  readonly faults: readonly Fault[];
  /** Where free room begins, and where the machine ends. */
  readonly top: number;
  readonly bottom: number;
}

const height = 20;

export function MachineFault(props: MachineFaultProps): ReactElement {
  const { top, bottom } = props;
  // Crowded to the last row: the menu of the machine says the same.
  const room = Math.max(0, Math.floor((bottom - top) / height));
  return (
    <>
      {linesOf(props)
        .slice(0, room)
        .map(({ key, icon, words, mend, onMend }, at) => (
          <p key={key} className="machine-fault" style={{ top: top + at * height }}>
            <Icon name={icon} />
            <span>{words}</span>
            <button
              type="button"
              tabIndex={-1}
              onClick={(event) => {
                event.stopPropagation();
                onMend();
              }}
            >
              {mend}
            </button>
          </p>
        ))}
    </>
  );
}

interface Line {
  readonly key: string;
  readonly icon: IconName;
  readonly words: string;
  readonly mend: string;
  readonly onMend: () => void;
}

function linesOf({ name, health, faults }: MachineFaultProps): readonly Line[] {
  const hardware: readonly Line[] = health.isOff
    ? [
        {
          key: 'power',
          icon: 'power',
          words: t('canvas.machine.off'),
          mend: t('canvas.machine.powerOn'),
          onMend: () => void session.powerOn(name),
        },
      ]
    : health.isCutOff
      ? [
          {
            key: 'network',
            icon: 'network',
            words: t('canvas.machine.partitioned'),
            mend: t('canvas.machine.reconnect'),
            onMend: () => void session.mendNetwork(name),
          },
        ]
      : [];
  return [
    ...hardware,
    ...faults.map(({ metadata, spec }): Line => ({
      key: metadata?.name ?? '',
      icon: 'bolt',
      words: spec === undefined ? '' : faultWords(spec),
      mend: t('canvas.fault.end'),
      onMend: () => void session.endFault(metadata?.name ?? ''),
    })),
  ];
}
