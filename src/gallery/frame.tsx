/** A scene in a frame of its own, which follows the colours of the page around it. */
import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { scenes } from './scenes/all-scenes.ts';
import type { SceneNews } from './show-scene.tsx';
import type { Looks } from './looks-of-gallery.ts';

export interface FrameProps {
  readonly scene: string;
  readonly looks: Looks;
  /** At once, though nobody may have come to it yet. */
  readonly isEager: boolean;
}

export function Frame({ scene: name, looks, isEager }: FrameProps): ReactElement {
  const frame = useRef<HTMLIFrameElement>(null);
  const [news, setNews] = useState<SceneNews | null>(null);
  const [address] = useState(() => addressOf(name, looks));
  const scene = scenes[name];
  useEffect(() => {
    const hear = ({ source, origin, data }: MessageEvent): void => {
      if (origin === location.origin && source === frame.current?.contentWindow) setNews(data as SceneNews);
    };
    addEventListener('message', hear);
    return () => removeEventListener('message', hear);
  }, []);
  useEffect(() => {
    if (news !== null) showLooks(frame.current?.contentDocument?.documentElement, looks);
  }, [looks, news]);
  const state = news === null ? 'comes' : news.problem === '' ? 'stands' : 'failed';
  return (
    <figure className="gallery-scene" data-scene={name} data-state={state}>
      <figcaption>
        {scene?.title}
        {news === null || news.problem === '' ? null : <b role="alert"> {news.problem}</b>}
      </figcaption>
      {/* oxlint-disable-next-line react/iframe-missing-sandbox -- a page of our own, which shares its theme */}
      <iframe
        ref={frame}
        title={scene?.title ?? name}
        src={address}
        width={scene?.width}
        height={scene?.height}
        loading={isEager ? 'eager' : 'lazy'}
      />
    </figure>
  );
}

function showLooks(root: HTMLElement | undefined, { theme, contrast }: Looks): void {
  root?.setAttribute('data-theme', theme);
  root?.setAttribute('data-contrast', contrast);
}

function addressOf(scene: string, { theme, contrast }: Looks): string {
  const parameters = new URLSearchParams(location.search);
  parameters.delete('section');
  parameters.set('scene', scene);
  parameters.set('theme', theme);
  parameters.set('contrast', contrast);
  return `${location.pathname}?${parameters}`;
}
