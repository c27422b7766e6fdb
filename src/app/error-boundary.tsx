import { Component } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { t } from './messages.en.ts';

export interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly error: Error | null;
}

/** One around each panel: a panel that breaks says so and can be tried again, and the cluster lives on. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override readonly state: ErrorBoundaryState = { error: null };

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error === null ? (
      this.props.children
    ) : (
      <Broken error={error} onRetry={() => this.setState({ error: null })} />
    );
  }
}

/** Around the whole page: what broke is said, what was there is kept and comes back with a reload. */
export class PageBoundary extends ErrorBoundary {
  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <main className="broken page-broke" role="alert">
        <b>{t('app.pageBroke')}</b>
        <p className="sub">{error.message}</p>
        <div className="broken-actions">
          <Button look="primary" icon="reset" onClick={() => location.reload()}>
            {t('app.reload')}
          </Button>
          <CopyDetails error={error} />
        </div>
      </main>
    );
  }
}

function CopyDetails({ error }: { readonly error: Error }): ReactElement {
  const copy = (): void => {
    void navigator.clipboard?.writeText(`${error.message}\n${error.stack ?? ''}\n${navigator.userAgent}`);
  };
  return (
    <Button look="line" icon="copy" onClick={copy}>
      {t('app.copyDetails')}
    </Button>
  );
}

function Broken({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }): ReactElement {
  return (
    <div className="broken" role="alert">
      <b>{t('app.panelBroke')}</b>
      <p className="sub">{t('app.panelBrokeMore', { message: error.message })}</p>
      <div className="broken-actions">
        <Button look="line" icon="reset" onClick={onRetry}>
          {t('app.tryAgain')}
        </Button>
        <CopyDetails error={error} />
      </div>
    </div>
  );
}
