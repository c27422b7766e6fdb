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

function Broken({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }): ReactElement {
  return (
    <div className="broken" role="alert">
      <b>{t('app.panelBroke')}</b>
      <p className="sub">{t('app.panelBrokeMore', { message: error.message })}</p>
      <Button look="line" icon="reset" onClick={onRetry}>
        {t('app.tryAgain')}
      </Button>
    </div>
  );
}
