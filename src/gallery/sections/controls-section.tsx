/** Our controls, once for each state that a hand can bring them into. */
import { useLayoutEffect, useState } from 'react';
import type { ReactElement } from 'react';
import { SelectField, TextField } from '../../features/faults/fields.tsx';
import '../../features/faults/faults.css';
import { Button, IconButton } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { forceStates } from '../force-states.ts';
import type { ForcedState } from '../force-states.ts';

const states: readonly { readonly title: string; readonly forced?: ForcedState }[] = [
  { title: 'Rest' },
  { title: 'Pointed at', forced: 'hover' },
  { title: 'Keyboard', forced: 'focus' },
  { title: 'Pressed', forced: 'hover active' },
];

export function ControlsSection(): ReactElement {
  useLayoutEffect(() => forceStates(document), []);
  return (
    <>
      <div className="gallery-states">
        {states.map(({ title, forced }) => (
          <div key={title} data-forced={forced}>
            <b>{title}</b>
            <Buttons />
            <Choices />
            <Fields />
          </div>
        ))}
        <div>
          <b>Can’t be used, or is wrong</b>
          <Buttons disabled />
          <WrongFields />
        </div>
      </div>
      <Progress title="Busy" detail="09:41:20 · 62 %" share={0.62} cancel="Cancel" onCancel={() => {}} />
    </>
  );
}

function Buttons({ disabled = false }: { readonly disabled?: boolean }): ReactElement {
  return (
    <p className="gallery-line">
      <Button look="primary" keys="Ctrl Enter" disabled={disabled}>
        Apply
      </Button>
      <Button look="line" icon="bolt" disabled={disabled}>
        Break
      </Button>
      <Button icon="branch" disabled={disabled}>
        Fork
      </Button>
      <IconButton icon="pause" label="Pause" disabled={disabled} />
      <Menu entries={[{ text: 'Cut the power', icon: 'power', danger: true, onSelect: () => {} }]}>
        <Button look="line" disabled={disabled}>
          Menu
        </Button>
      </Menu>
    </p>
  );
}

const speeds = [
  { value: '0.1', text: '0.1×' },
  { value: '1', text: '1×' },
  { value: '10', text: '10×' },
] as const;

function Choices(): ReactElement {
  const [speed, setSpeed] = useState<'0.1' | '1' | '10'>('1');
  const [tab, setTab] = useState('timeline');
  return (
    <>
      <p className="gallery-line">
        <Segmented label="Speed" value={speed} options={speeds} onChange={setSpeed} />
      </p>
      <Tabs
        label="Panels"
        value={tab}
        onChange={setTab}
        tabs={[
          { value: 'timeline', title: 'Timeline' },
          { value: 'terminal', title: 'Terminal' },
        ]}
      />
    </>
  );
}

const choices = [
  { value: 'web', text: 'web' },
  { value: 'sidecar', text: 'sidecar' },
];

function Fields(): ReactElement {
  const [name, setName] = useState('node-2');
  return (
    <>
      <TextField label="Node" value={name} onChange={setName} hint="Whose memory it is" />
      <SelectField label="Container" value="web" onChange={() => {}} choices={choices} />
    </>
  );
}

function WrongFields(): ReactElement {
  const [name, setName] = useState('node-9');
  return <TextField label="Node" value={name} onChange={setName} problem="There is no node of this name." />;
}
