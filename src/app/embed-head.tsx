/** The bar over the figure: what it is, and where the reader may go with it. */
import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import { writeLink } from '../features/share/link.ts';
import { session } from '../model/session.ts';
import { useTime } from '../model/time-store.ts';
import { IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Logo } from '../ui/logo.tsx';
import type { Looks } from '../ui/looks.ts';
import { Menu } from '../ui/menu.tsx';
import type { MenuEntry } from '../ui/menu.tsx';
import { reportFailure } from '../ui/report-failure.ts';
import { showToast } from '../ui/toast.tsx';
import { t } from './embed-messages.en.ts';
import { picture } from './figure-picture.ts';

export interface EmbedHeadProps {
  readonly title: string;
  readonly isStarted: boolean;
  readonly onReset: () => void;
  readonly onLooks: (looks: Partial<Looks>) => void;
}

export function EmbedHead({ title, isStarted, onReset, onLooks }: EmbedHeadProps): ReactElement {
  const screen = useFullScreen();
  return (
    <header className="embed-head">
      <Logo size={18} />
      <strong className="embed-title">{title}</strong>
      <span className="simulated">{t('embed.simulated')}</span>
      <span className="embed-gap" />
      {isStarted ? <IconButton icon="reset" label={t('embed.reset')} onClick={onReset} /> : null}
      <OpenLink />
      <Menu align="end" entries={() => menuEntries(screen, onLooks)}>
        <IconButton icon="more" label={t('embed.more')} />
      </Menu>
    </header>
  );
}

/** A link of its own kind of page: it holds the run up to the moment at which somebody reaches for it. */
function OpenLink(): ReactElement {
  const [address, setAddress] = useState(addressOfStart);
  const refresh = (): void => {
    // Nothing has happened yet: the figure sleeps on.
    if (useTime.getState().revision === picture?.time.revision) return;
    // A cluster that can't tell is opened as it was at first.
    pageAddress().then(setAddress, () => {});
  };
  return (
    <a
      className="button button-quiet embed-open"
      href={address}
      target="_blank"
      rel="noopener"
      onPointerEnter={refresh}
      onPointerDown={refresh}
      onFocus={refresh}
    >
      <Icon name="fullscreen" />
      <span>{t('embed.open')}</span>
    </a>
  );
}

function addressOfStart(): string {
  return `index.html${languageAsked()}${location.hash}`;
}

/** The page with the run of this figure, as far as it is shown. */
async function pageAddress(): Promise<string> {
  const run = await session.exportRun();
  return `index.html${languageAsked()}#${await writeLink({ run, files: [], selected: null })}`;
}

/** Who reads the figure in a language goes on in it. */
function languageAsked(): string {
  const { lang } = document.documentElement;
  return new URLSearchParams(location.search).has('lang') ? `?lang=${lang}` : '';
}

function menuEntries(
  screen: ReturnType<typeof useFullScreen>,
  onLooks: EmbedHeadProps['onLooks'],
): readonly MenuEntry[] {
  const { theme, contrast } = document.documentElement.dataset;
  const isDark = theme === 'dark';
  const hasMore = contrast === 'more';
  return [
    ...(screen.isPossible
      ? [
          {
            text: screen.isFull ? t('embed.leaveFullScreen') : t('embed.fullScreen'),
            icon: 'fullscreen' as const,
            onSelect: screen.toggle,
          },
        ]
      : []),
    { text: t('embed.copyLink'), icon: 'link', onSelect: () => void copyLink() },
    'separator',
    {
      text: isDark ? t('embed.light') : t('embed.dark'),
      icon: isDark ? 'sun' : 'moon',
      onSelect: () => onLooks({ theme: isDark ? 'light' : 'dark' }),
    },
    {
      text: t('embed.contrast'),
      icon: hasMore ? 'check' : 'eye',
      onSelect: () => onLooks({ contrast: hasMore ? 'usual' : 'more' }),
    },
  ];
}

/** The page around the figure decides whether it may fill the screen. */
function useFullScreen() {
  const [isFull, setFull] = useState(document.fullscreenElement !== null);
  useEffect(() => {
    const note = (): void => setFull(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', note);
    return () => document.removeEventListener('fullscreenchange', note);
  }, []);
  const toggle = (): void =>
    reportFailure(isFull ? document.exitFullscreen() : document.documentElement.requestFullscreen());
  return { isPossible: document.fullscreenEnabled, isFull, toggle };
}

async function copyLink(): Promise<void> {
  const address = new URL(await pageAddress(), location.href).href;
  try {
    await navigator.clipboard.writeText(address);
    showToast({ text: t('embed.linkCopied') });
  } catch {
    // A frame has to be allowed to: without it the link can be copied where it opens.
    showToast({ text: t('embed.linkNotCopied'), kind: 'problem' });
  }
}
