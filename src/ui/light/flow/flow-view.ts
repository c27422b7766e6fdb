/** The view of a plane and how it moves: what the hooks and the hands of the figure share. */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Viewport } from './view-path.ts';
import { easeCubic, viewPath } from './view-path.ts';

/** As React Flow's store has it. */
export interface FlowState {
  /** x, y, zoom. */
  readonly transform: readonly [number, number, number];
  readonly width: number;
  readonly height: number;
}

/** The hand that moved the view; null when a program did. */
export type MoveListener = (event: Event | null, viewport: Viewport) => void;

export interface ViewportOptions {
  /** Milliseconds; at once when absent. */
  readonly duration?: number;
  readonly interpolate?: 'smooth' | 'linear';
}

const step = 1.2;

export class FlowView {
  readonly store: StoreApi<FlowState> = createStore<FlowState>(() => ({
    transform: [0, 0, 1],
    width: 0,
    height: 0,
  }));
  #minZoom = 0;
  #maxZoom = Number.POSITIVE_INFINITY;
  #onMove: MoveListener | undefined;
  #frame = 0;

  configure(minZoom: number, maxZoom: number, onMove: MoveListener | undefined): void {
    this.#minZoom = minZoom;
    this.#maxZoom = maxZoom;
    this.#onMove = onMove;
  }

  getViewport = (): Viewport => {
    const [x, y, zoom] = this.store.getState().transform;
    return { x, y, zoom };
  };

  getZoom = (): number => this.getViewport().zoom;

  setViewport = (target: Viewport, { duration = 0, interpolate = 'smooth' }: ViewportOptions = {}) => {
    this.stop();
    if (duration <= 0) {
      this.moveTo(target, null);
      return;
    }
    const path = viewPath(this.getViewport(), target, this.store.getState(), interpolate);
    const startMs = performance.now();
    const go = (nowMs: number): void => {
      const progress = Math.min(1, Math.max(0, (nowMs - startMs) / duration));
      this.#frame = progress < 1 ? requestAnimationFrame(go) : 0;
      this.moveTo(path(easeCubic(progress)), null);
    };
    this.#frame = requestAnimationFrame(go);
  };

  setCenter = (x: number, y: number, { zoom = this.getZoom() }: { readonly zoom?: number } = {}): void => {
    const { width, height } = this.store.getState();
    this.setViewport({ x: width / 2 - x * zoom, y: height / 2 - y * zoom, zoom });
  };

  zoomIn = (): void => this.zoomTo(this.getZoom() * step);

  zoomOut = (): void => this.zoomTo(this.getZoom() / step);

  zoomTo = (zoom: number): void => {
    const { width, height } = this.store.getState();
    this.stop();
    this.zoomAround(width / 2, height / 2, zoom, null);
  };

  /** Zooms while a point of the window stays on what it is on. */
  zoomAround(left: number, top: number, wanted: number, event: Event | null): void {
    const { x, y, zoom } = this.getViewport();
    const next = Math.max(this.#minZoom, Math.min(wanted, this.#maxZoom));
    const ratio = next / zoom;
    this.moveTo({ x: left - (left - x) * ratio, y: top - (top - y) * ratio, zoom: next }, event);
  }

  moveTo(viewport: Viewport, event: Event | null): void {
    this.store.setState({ transform: [viewport.x, viewport.y, viewport.zoom] });
    this.#onMove?.(event, viewport);
  }

  /** Ends a journey where it is. */
  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }
}
