import type { ReactElement } from 'react';
import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import { BreakMenu } from './break-menu.tsx';
import { clockOffsetMs, clockText, spanText } from './clock-text.ts';
import { t } from './messages.en.ts';
import { SkipMenu } from './skip-menu.tsx';
import { speedChoices } from './speeds.ts';
import { stepKinds, useStepKind } from './step-kind.ts';
import { goBack, stepTime, togglePlay } from './transport-actions.ts';
import './transport.css';

/** Play, pause, step and speed; what to break; and the clock, which says that it is simulated. */
export function Transport(): ReactElement {
  return (
    <div className="transport">
      <TransportButtons />
      <Clock />
      <Speed />
      <span className="transport-gap" />
      <StepKindMenu />
      <SkipMenu />
      <span className="transport-rule" />
      <BreakMenu />
      <Button icon="branch" onClick={() => reportFailure(session.fork())}>
        {t('timeline.fork')}
      </Button>
    </div>
  );
}

export interface TransportButtonsProps {
  readonly iconSize?: number;
}

export function TransportButtons({ iconSize = 16 }: TransportButtonsProps): ReactElement {
  const playing = useTime((state) => state.playing);
  const live = useTime((state) => state.live);
  return (
    <div className="transport-buttons">
      <IconButton icon="back" size={iconSize} label={t('timeline.back')} keys="," onClick={goBack} />
      <IconButton
        className="transport-play"
        icon={playing ? 'pause' : 'play'}
        size={iconSize}
        label={playing ? t('timeline.pause') : t('timeline.play')}
        keys="Space"
        onClick={togglePlay}
      />
      <IconButton icon="step" size={iconSize} label={t('timeline.step')} keys="." onClick={stepTime} />
      <IconButton
        icon="skip"
        size={iconSize}
        label={t('timeline.live')}
        keys="L"
        disabled={live}
        onClick={() => reportFailure(session.live())}
      />
    </div>
  );
}

export function Clock(): ReactElement {
  const { viewMs, headMs, live, startedAt } = useTime();
  const text = clockText(clockOffsetMs(startedAt), viewMs, true);
  return (
    <>
      <span className="transport-clock mono" aria-live="off">
        {text.slice(0, -2)}
        <span>{text.slice(-2)}</span>
      </span>
      <span className="sub">
        {live ? t('timeline.simulated') : t('timeline.past', { span: spanText(headMs - viewMs) })}
      </span>
    </>
  );
}

function Speed(): ReactElement {
  const speed = useTime((state) => state.speed);
  return (
    <div className="transport-speed">
      <Segmented
        label={t('timeline.speed')}
        value={String(speed)}
        options={speedChoices()}
        onChange={(value) => reportFailure(session.setSpeed(Number(value)))}
      />
    </div>
  );
}

function StepKindMenu(): ReactElement {
  const { by, choose } = useStepKind();
  const words = {
    event: t('timeline.stepBy.event'),
    change: t('timeline.stepBy.change'),
    action: t('timeline.stepBy.action'),
    second: t('timeline.stepBy.second'),
  };
  return (
    <Menu
      align="end"
      side="top"
      entries={stepKinds.map((kind) => ({
        text: words[kind],
        ...(kind === by ? { icon: 'check' as const } : {}),
        onSelect: () => choose(kind),
      }))}
    >
      <button type="button" className="button transport-step">
        {t('timeline.stepBy')} <b>{words[by]}</b>
        <Icon name="chevronDown" size={14} />
      </button>
    </Menu>
  );
}
