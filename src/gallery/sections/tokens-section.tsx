/** What tokens.css holds, read from it: sizes, spaces, radii and colours. */
import type { ReactElement } from 'react';

const sizes = ['--text-xs', '--text-s', '--text-m', '--text-l', '--text-xl', '--text-2xl'];
const spaces = ['--space-1', '--space-2', '--space-3', '--space-4', '--space-6', '--space-8', '--space-12'];
const radii = ['--radius-s', '--radius-field', '--radius-m', '--radius-overlay', '--radius-l'];

export function TypeSection(): ReactElement {
  return (
    <div className="gallery-columns">
      <div>
        {sizes.map((size) => (
          <p key={size} className="gallery-type" style={{ fontSize: `var(${size})` }}>
            <code>{size}</code>
            <span>A pod waits for a node</span>
            <span className="mono">web-2xkqp</span>
          </p>
        ))}
        <p className="gallery-type">
          <code>weights</code>
          <span style={{ fontWeight: 400 }}>Regular</span>
          <span style={{ fontWeight: 500 }}>Medium</span>
          <span style={{ fontWeight: 600 }}>Semibold</span>
          <span className="sub">Secondary</span>
          <span className="numeric">0123456789</span>
        </p>
      </div>
      <div>
        {spaces.map((space) => (
          <p key={space} className="gallery-space">
            <code>{space}</code>
            <i style={{ inlineSize: `var(${space})` }} />
          </p>
        ))}
        <p className="gallery-radii">
          {radii.map((radius) => (
            <i key={radius} style={{ borderRadius: `var(${radius})` }}>
              <code>{radius.replace('--radius-', '')}</code>
            </i>
          ))}
          <i className="gallery-shadow">
            <code>shadow</code>
          </i>
        </p>
      </div>
    </div>
  );
}

const surfaces = ['ground', 'surface', 'raised', 'well', 'line', 'line-strong'];
const words = ['ink', 'ink-2', 'ink-3', 'accent', 'error', 'code-key', 'code-string', 'code-number'];
const states = [
  'unscheduled',
  'creating',
  'not-ready',
  'ready',
  'backoff',
  'failed',
  'succeeded',
  'terminating',
  'unknown',
];

export function ColoursSection(): ReactElement {
  return (
    <div className="gallery-columns gallery-thirds">
      {(['light', 'dark', 'print'] as const).map((theme) => (
        <div key={theme} className="gallery-palette" data-theme={theme}>
          <b>{theme}</b>
          <div className="gallery-swatches">
            {surfaces.map((name) => (
              <Swatch key={name} name={name} />
            ))}
            <Swatch name="accent-soft" />
            <Swatch name="error-soft" />
          </div>
          <p className="gallery-words">
            {words.map((name) => (
              <span key={name} style={{ color: `var(--${name})` }}>
                {name}
              </span>
            ))}
          </p>
          <div className="gallery-hues">
            {states.map((name) => (
              <span key={name}>
                <i style={{ background: `var(--${name})` }} />
                <span style={{ color: `var(--${name}-ink)` }}>{name}</span>
              </span>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}

function Swatch({ name }: { readonly name: string }): ReactElement {
  return (
    <span className="gallery-swatch">
      <i style={{ background: `var(--${name})` }} />
      <code>{name}</code>
    </span>
  );
}
