/** Hands on the plane: dragging moves it, the wheel and two fingers zoom. */
import type { FlowView } from './flow-view.ts';

interface Touch {
  readonly x: number;
  readonly y: number;
}

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Listens until the returned function is called. */
export function attachHands(pane: HTMLElement, view: FlowView): () => void {
  const touches = new Map<number, Touch>();
  let hasMoved = false;

  const pointIn = (event: PointerEvent | WheelEvent): Touch => {
    const box = pane.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    view.stop();
    const { x, y } = pointIn(event);
    view.zoomAround(x, y, view.getZoom() * 2 ** -wheelSteps(event), event);
  };
  const onDown = (event: PointerEvent): void => {
    if (event.button !== 0 || event.ctrlKey) return;
    view.stop();
    if (touches.size === 0) hasMoved = false;
    touches.set(event.pointerId, pointIn(event));
    addEventListener('pointermove', onPointerMove);
    addEventListener('pointerup', onUp);
    addEventListener('pointercancel', onUp);
  };
  const onPointerMove = (event: PointerEvent): void => {
    const before = touches.get(event.pointerId);
    if (before === undefined) return;
    const now = pointIn(event);
    if (now.x === before.x && now.y === before.y) return;
    hasMoved = true;
    pane.classList.add('dragging');
    const other = [...touches].find(([id]) => id !== event.pointerId)?.[1];
    touches.set(event.pointerId, now);
    if (other === undefined) drag(view, before, now, event);
    else pinch(view, other, before, now, event);
  };
  const onUp = (event: PointerEvent): void => {
    touches.delete(event.pointerId);
    if (touches.size > 0) return;
    release();
  };
  const release = (): void => {
    pane.classList.remove('dragging');
    removeEventListener('pointermove', onPointerMove);
    removeEventListener('pointerup', onUp);
    removeEventListener('pointercancel', onUp);
  };
  // What was dragged was not pressed.
  const onClick = (event: MouseEvent): void => {
    if (hasMoved) event.stopPropagation();
    hasMoved = false;
  };
  // Words would be selected otherwise.
  const onSelectStart = (event: Event): void => {
    if (touches.size > 0) event.preventDefault();
  };

  pane.addEventListener('wheel', onWheel, { passive: false });
  pane.addEventListener('pointerdown', onDown);
  pane.addEventListener('click', onClick, true);
  pane.addEventListener('selectstart', onSelectStart);
  return () => {
    release();
    pane.removeEventListener('wheel', onWheel);
    pane.removeEventListener('pointerdown', onDown);
    pane.removeEventListener('click', onClick, true);
    pane.removeEventListener('selectstart', onSelectStart);
  };
}

function drag(view: FlowView, before: Touch, now: Touch, event: Event): void {
  const { x, y, zoom } = view.getViewport();
  view.moveTo({ x: x + now.x - before.x, y: y + now.y - before.y, zoom }, event);
}

/** One of two fingers moved: the middle between them moves the plane, their distance zooms it. */
function pinch(view: FlowView, other: Touch, before: Touch, now: Touch, event: Event): void {
  const distance = (touch: Touch): number => Math.hypot(touch.x - other.x, touch.y - other.y);
  const middle = (touch: Touch): Touch => ({ x: (touch.x + other.x) / 2, y: (touch.y + other.y) / 2 });
  if (distance(before) === 0) return;
  drag(view, middle(before), middle(now), event);
  const { x, y } = middle(now);
  view.zoomAround(x, y, (view.getZoom() * distance(now)) / distance(before), event);
}

/** How often a turn of the wheel halves the picture. A pinch on a Mac's trackpad comes as small turns with ctrl. */
function wheelSteps({ deltaY, deltaMode, ctrlKey }: WheelEvent): number {
  const perUnit = deltaMode === 1 ? 0.05 : deltaMode === 0 ? 0.002 : 1;
  return deltaY * perUnit * (ctrlKey && isMac ? 10 : 1);
}
