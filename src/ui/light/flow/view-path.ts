/**
 * The way from one view of a plane to another, as d3-zoom goes it, so that the figure moves as the page does. A view
 * is what stands in the middle of the window and how wide the window is there, in units of the plane.
 */
export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

interface View {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export type Path = (progress: number) => Viewport;

/** `smooth` draws back over long ways: van Wijk and Nuij, Smooth and efficient zooming and panning (2003). */
export function viewPath(from: Viewport, to: Viewport, size: WindowSize, way: 'smooth' | 'linear'): Path {
  const [start, end] = [viewOf(from, size), viewOf(to, size)];
  const between = way === 'linear' ? linearPath(start, end) : smoothPath(start, end);
  return (progress) => (progress >= 1 ? to : viewportOf(between(progress), size));
}

/** Slow, fast, slow. */
export function easeCubic(progress: number): number {
  const double = progress * 2;
  return (double <= 1 ? double ** 3 : (double - 2) ** 3 + 2) / 2;
}

function viewOf({ x, y, zoom }: Viewport, size: WindowSize): View {
  return {
    x: (size.width / 2 - x) / zoom,
    y: (size.height / 2 - y) / zoom,
    width: Math.max(size.width, size.height) / zoom,
  };
}

function viewportOf({ x, y, width }: View, size: WindowSize): Viewport {
  const zoom = Math.max(size.width, size.height) / width;
  return { x: size.width / 2 - x * zoom, y: size.height / 2 - y * zoom, zoom };
}

function linearPath(start: View, end: View): (progress: number) => View {
  const mix = (from: number, to: number, progress: number) => from * (1 - progress) + to * progress;
  return (progress) => ({
    x: mix(start.x, end.x, progress),
    y: mix(start.y, end.y, progress),
    width: mix(start.width, end.width, progress),
  });
}

const rho = Math.SQRT2;
const [rho2, rho4] = [2, 4];

function smoothPath(start: View, end: View): (progress: number) => View {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const distance2 = dx * dx + dy * dy;
  const { width: from } = start;
  const { width: to } = end;
  if (distance2 < 1e-12) {
    const length = Math.log(to / from) / rho;
    return (progress) => ({
      x: start.x + progress * dx,
      y: start.y + progress * dy,
      width: from * Math.exp(rho * progress * length),
    });
  }
  const distance = Math.sqrt(distance2);
  const steepness = (sign: 1 | -1, width: number) =>
    (to * to - from * from + sign * rho4 * distance2) / (2 * width * rho2 * distance);
  const rise = (b: number) => Math.log(Math.sqrt(b * b + 1) - b);
  const first = rise(steepness(1, from));
  const length = (rise(steepness(-1, to)) - first) / rho;
  return (progress) => {
    const along = rho * progress * length + first;
    const moved = (from / (rho2 * distance)) * (Math.cosh(first) * Math.tanh(along) - Math.sinh(first));
    return {
      x: start.x + moved * dx,
      y: start.y + moved * dy,
      width: (from * Math.cosh(first)) / Math.cosh(along),
    };
  };
}
