/** What is wrong with the hardware, and the one press that mends it: stands where the machine has room. */
import type { ReactElement } from 'react';
import { session } from '../../model/session.ts';
import { Icon } from '../../ui/icon.tsx';
import type { MachineHealth } from './machine-health.ts';
import { t } from './messages.en.ts';

export interface MachineFaultProps {
  readonly name: string;
  readonly health: Pick<MachineHealth, 'isOff' | 'isCutOff'>;
  /** Where free room begins, and where the machine ends. */
  readonly top: number;
  readonly bottom: number;
}

const height = 20;

export function MachineFault({ name, health, top, bottom }: MachineFaultProps): ReactElement | null {
  if (!health.isOff && !health.isCutOff) return null;
  // Crowded to the last row: the menu of the machine says the same.
  if (top + height > bottom) return null;
  return (
    <p className="machine-fault" style={{ top }}>
      <Icon name={health.isOff ? 'power' : 'network'} />
      <span>{t(health.isOff ? 'canvas.machine.off' : 'canvas.machine.partitioned')}</span>
      <button
        type="button"
        tabIndex={-1}
        onClick={(event) => {
          event.stopPropagation();
          void (health.isOff ? session.powerOn(name) : session.mendNetwork(name));
        }}
      >
        {t(health.isOff ? 'canvas.machine.powerOn' : 'canvas.machine.reconnect')}
      </button>
    </p>
  );
}
