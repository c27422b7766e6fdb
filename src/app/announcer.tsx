/** Tells what happens in the cluster to who does not see it: in one polite live region, at most once in two seconds. */
import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import type { Node, Pod } from '../engine/index.ts';
import { mirror } from '../model/mirror.ts';
import { useSettings } from '../model/settings-store.ts';
import { useTime } from '../model/time-store.ts';
import { t } from './messages.en.ts';
import { newsBetween, tellable, timeNews } from './news.ts';
import type { Told } from './news.ts';

const everyMs = 2000;
/** What happens together is told together. */
const soonMs = 300;

export function Announcer(): ReactElement {
  const isOn = useSettings((state) => state.announcements);
  const [text, setText] = useState('');
  useEffect(() => (isOn ? startTelling(setText) : undefined), [isOn]);
  return (
    <div className="visually-hidden announcer" role="log" aria-live="polite" aria-label={t('app.news')}>
      {text === '' ? null : <p>{text}</p>}
    </div>
  );
}

const told = (): Told =>
  tellable(mirror.list('nodes') as readonly Node[], mirror.list('pods') as readonly Pod[]);

/** Returns what ends it. */
function startTelling(tell: (text: string) => void): () => void {
  let before = told();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let time = useTime.getState();
  let isMoved = false;
  let settling: ReturnType<typeof setTimeout> | undefined;
  const speak = (): void => {
    timer = undefined;
    const after = told();
    const now = useTime.getState();
    const sentences = [
      ...timeNews(time.playing, now, isMoved),
      ...(settling === undefined ? newsBetween(before, after) : []),
    ];
    before = after;
    time = now;
    isMoved = false;
    if (sentences.length > 0) {
      tell(sentences.join(' '));
      timer = setTimeout(speak, everyMs);
    }
  };
  const soon = (): void => {
    timer ??= setTimeout(speak, soonMs);
  };
  /** Another moment is another picture, not a stream of events: what happens is told from there on. */
  const move = (): void => {
    isMoved = true;
    clearTimeout(settling);
    settling = setTimeout(() => {
      settling = undefined;
      before = told();
      soon();
    }, soonMs);
  };
  const stops = [
    mirror.subscribeResource('nodes', soon),
    mirror.subscribeResource('pods', soon),
    useTime.subscribe((now, last) => {
      if (now.viewMs < last.viewMs || now.live !== last.live || now.branch !== last.branch) move();
      else if (now.playing !== last.playing) soon();
    }),
  ];
  return () => {
    clearTimeout(timer);
    clearTimeout(settling);
    for (const stop of stops) stop();
  };
}
