/** The whole gallery: an index at the side, and the sections. */
import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import { Segmented } from '../ui/segmented.tsx';
import { Frame } from './frame.tsx';
import type { Looks } from './looks-of-gallery.ts';
import { sections } from './sections/all-sections.tsx';
import type { Section } from './sections/all-sections.tsx';

const themes = [
  { value: 'light', text: 'Light' },
  { value: 'dark', text: 'Dark' },
  { value: 'print', text: 'Print' },
] as const;
const contrasts = [
  { value: 'usual', text: 'Usual' },
  { value: 'more', text: 'More contrast' },
] as const;

export interface GalleryProps {
  /** The only section to show; all when null. */
  readonly only: string | null;
}

export function Gallery({ only }: GalleryProps): ReactElement {
  const [looks, setLooks] = useState(looksOfStart);
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset['theme'] = looks.theme;
    dataset['contrast'] = looks.contrast;
  }, [looks]);
  const shown = only === null ? sections : sections.filter(({ id }) => id === only);
  return (
    <div className="gallery">
      <nav className="gallery-index" aria-label="Sections">
        <h1>Podarium, all parts</h1>
        <Segmented
          label="Colours"
          value={looks.theme}
          options={themes}
          onChange={(theme) => setLooks({ ...looks, theme })}
        />
        <Segmented
          label="Contrast"
          value={looks.contrast}
          options={contrasts}
          onChange={(contrast) => setLooks({ ...looks, contrast })}
        />
        <ol>
          {sections.map(({ id, title }) => (
            <li key={id}>
              <a href={only === null ? `#${id}` : `?section=${id}`} aria-current={id === only || undefined}>
                {title}
              </a>
            </li>
          ))}
        </ol>
        {only === null ? null : <a href="?">All of them</a>}
      </nav>
      <main className="gallery-sections">
        {shown.map((section) => (
          <OneSection key={section.id} section={section} looks={looks} isEager={only !== null} />
        ))}
      </main>
    </div>
  );
}

interface OneSectionProps {
  readonly section: Section;
  readonly looks: Looks;
  readonly isEager: boolean;
}

function OneSection({ section, looks, isEager }: OneSectionProps): ReactElement {
  const { id, title, about, part: Part, scenes = [] } = section;
  return (
    <section className="gallery-section" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <p className="gallery-about">{about}</p>
      {Part === undefined ? null : <Part />}
      {scenes.length === 0 ? null : (
        <div className="gallery-scenes">
          {scenes.map((scene) => (
            <Frame key={scene} {...{ scene, looks, isEager }} />
          ))}
        </div>
      )}
    </section>
  );
}

function looksOfStart(): Looks {
  const { theme, contrast } = document.documentElement.dataset;
  return {
    theme: theme === 'dark' || theme === 'print' ? theme : 'light',
    contrast: contrast === 'more' ? 'more' : 'usual',
  };
}
