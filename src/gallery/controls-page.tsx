/** Our controls in their looks, and every icon. */
import { useState } from 'react';
import type { ReactElement } from 'react';
import { Button, IconButton } from '../ui/button.tsx';
import { Icon, iconNames } from '../ui/icon.tsx';
import { Menu } from '../ui/menu.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { showToast, Toasts } from '../ui/toast.tsx';

const speeds = [
  { value: '0.1', text: '0.1×' },
  { value: '1', text: '1×' },
  { value: '10', text: '10×' },
] as const;

export function ControlsPage(): ReactElement {
  return (
    <main className="gallery-controls">
      {(['light', 'dark'] as const).map((theme) => (
        <section key={theme} data-theme={theme} className="gallery-panel">
          <Controls />
        </section>
      ))}
      <Toasts closeLabel="Close" />
    </main>
  );
}

function Controls(): ReactElement {
  const [speed, setSpeed] = useState<'0.1' | '1' | '10'>('1');
  const [tab, setTab] = useState('timeline');
  return (
    <>
      <p className="gallery-line">
        <Button look="primary" keys="Ctrl Enter">
          Apply
        </Button>
        <Button look="line" icon="bolt">
          Break something
        </Button>
        <Button icon="branch">Fork here</Button>
        <Button look="line" disabled>
          Nothing to do
        </Button>
        <IconButton icon="pause" label="Pause" keys="Space" />
      </p>
      <p className="gallery-line">
        <Segmented label="Speed" value={speed} options={speeds} onChange={setSpeed} />
        <Menu
          entries={[
            { heading: 'node-1' },
            { text: 'Cut the power', icon: 'power', danger: true, onSelect: () => undefined },
            'separator',
            { text: 'Cordon', icon: 'pin', onSelect: () => undefined },
          ]}
        >
          <Button look="line">Menu</Button>
        </Menu>
        <Button onClick={() => showToast({ text: 'Applied 2 objects' })}>Note</Button>
        <Button onClick={() => showToast({ text: 'The API server refused this', kind: 'problem' })}>
          Problem
        </Button>
      </p>
      <Tabs
        label="Panels"
        value={tab}
        onChange={setTab}
        tabs={[
          { value: 'timeline', title: 'Timeline', content: <p className="gallery-line">Lanes</p> },
          { value: 'terminal', title: 'Terminal', content: <p className="gallery-line">kubectl</p> },
        ]}
      />
      <p className="gallery-line">
        {iconNames.map((name) => (
          <span key={name} title={name}>
            <Icon name={name} />
          </span>
        ))}
      </p>
    </>
  );
}
