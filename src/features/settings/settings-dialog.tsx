import type { ReactElement, ReactNode } from 'react';
import { useAutosave } from '../../model/autosave-store.ts';
import { textSizes, useSettings } from '../../model/settings-store.ts';
import type { Contrast, Motion, Theme } from '../../model/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { t } from './messages.en.ts';
import './settings.css';

export interface SettingsDialogProps {
  /** Those that a person may choose. */
  readonly languages: readonly { readonly tag: string; readonly name: string }[];
  readonly onResetLayout: () => void;
  readonly onClose: () => void;
}

export function SettingsDialog({ languages, onResetLayout, onClose }: SettingsDialogProps): ReactElement {
  return (
    <Dialog title={t('settings.title')} closeLabel={t('settings.close')} onClose={onClose} width={600}>
      <div className="settings">
        <Looks />
        <Row title={t('settings.language')}>
          <LanguageChoice languages={languages} />
        </Row>
        <Behaviour />
        <Row title={t('settings.layout')}>
          <Button look="line" icon="reset" onClick={onResetLayout}>
            {t('settings.resetLayout')}
          </Button>
        </Row>
      </div>
    </Dialog>
  );
}

function Looks(): ReactElement {
  const { theme, contrast, motion, textSize, change } = useSettings();
  const themes: readonly { value: Theme; text: string }[] = [
    { value: 'system', text: t('settings.system') },
    { value: 'light', text: t('settings.light') },
    { value: 'dark', text: t('settings.dark') },
  ];
  const contrasts: readonly { value: Contrast; text: string }[] = [
    { value: 'system', text: t('settings.system') },
    { value: 'usual', text: t('settings.usual') },
    { value: 'more', text: t('settings.more') },
  ];
  const motions: readonly { value: Motion; text: string }[] = [
    { value: 'system', text: t('settings.system') },
    { value: 'reduced', text: t('settings.reduced') },
    { value: 'full', text: t('settings.full') },
  ];
  const sizes = textSizes.map((n) => ({ value: String(n), text: t('settings.percent', { n }) }));
  return (
    <>
      <Row title={t('settings.theme')}>
        <Segmented
          label={t('settings.theme')}
          value={theme}
          options={themes}
          onChange={(value) => change({ theme: value })}
        />
      </Row>
      <Row title={t('settings.contrast')}>
        <Segmented
          label={t('settings.contrast')}
          value={contrast}
          options={contrasts}
          onChange={(value) => change({ contrast: value })}
        />
      </Row>
      <Row title={t('settings.textSize')}>
        <Segmented
          label={t('settings.textSize')}
          value={String(textSize)}
          options={sizes}
          onChange={(value) => change({ textSize: Number(value) })}
        />
      </Row>
      <Row title={t('settings.motion')}>
        <Segmented
          label={t('settings.motion')}
          value={motion}
          options={motions}
          onChange={(value) => change({ motion: value })}
        />
      </Row>
    </>
  );
}

function Behaviour(): ReactElement {
  const { nodeGraceSeconds, singleKeys, announcements, autosave, change } = useSettings();
  const state = useAutosave((store) => store.state);
  const about = {
    usable: t('settings.autosaveMore'),
    nowhere: t('settings.autosaveNowhere'),
    tooLarge: t('settings.autosaveLarge'),
    full: t('settings.autosaveFull'),
  };
  return (
    <>
      <Row title={t('settings.singleKeys')} more={t('settings.singleKeysMore')}>
        <Switch
          label={t('settings.singleKeys')}
          isOn={singleKeys}
          onChange={(isOn) => change({ singleKeys: isOn })}
        />
      </Row>
      <Row title={t('settings.announcements')} more={t('settings.announcementsMore')}>
        <Switch
          label={t('settings.announcements')}
          isOn={announcements}
          onChange={(isOn) => change({ announcements: isOn })}
        />
      </Row>
      <Row title={t('settings.autosave')} more={about[state]}>
        <Switch
          label={t('settings.autosave')}
          isOn={autosave}
          onChange={(isOn) => change({ autosave: isOn })}
        />
      </Row>
      <Row title={t('settings.grace')} more={t('settings.graceMore')}>
        <Segmented
          label={t('settings.grace')}
          value={String(nodeGraceSeconds)}
          options={['40', '50'].map((n) => ({ value: n, text: t('settings.seconds', { n }) }))}
          onChange={(value) => change({ nodeGraceSeconds: value === '40' ? 40 : 50 })}
        />
      </Row>
    </>
  );
}

function Switch(props: { label: string; isOn: boolean; onChange: (isOn: boolean) => void }): ReactElement {
  const { label, isOn, onChange } = props;
  return (
    <Segmented
      label={label}
      value={isOn ? 'on' : 'off'}
      options={[
        { value: 'on', text: t('settings.on') },
        { value: 'off', text: t('settings.off') },
      ]}
      onChange={(value) => onChange(value === 'on')}
    />
  );
}

function LanguageChoice({ languages }: Pick<SettingsDialogProps, 'languages'>): ReactElement {
  const { language, change } = useSettings();
  return (
    <select
      className="settings-select"
      aria-label={t('settings.language')}
      value={language}
      onChange={(event) => change({ language: event.target.value })}
    >
      <option value="">{t('settings.browserLanguage')}</option>
      {languages.map(({ tag, name }) => (
        <option key={tag} value={tag} lang={tag}>
          {name}
        </option>
      ))}
    </select>
  );
}

interface RowProps {
  readonly title: string;
  readonly more?: string;
  readonly children: ReactNode;
}

function Row({ title, more, children }: RowProps): ReactElement {
  return (
    <div className="settings-row">
      <div>
        <p>{title}</p>
        {more === undefined ? null : <p className="sub">{more}</p>}
      </div>
      {children}
    </div>
  );
}
