/** What is in motion for a moment, in real time: pods that fly to their place, and the edges of those that are gone. */
import { create } from 'zustand';
import type { MarkState } from '../../ui/marks/shape.ts';
import type { Point, Rect } from './layout.ts';

export interface Flight {
  readonly key: string;
  readonly from: Point;
  readonly to: Point;
  readonly scale: number;
}

export interface Tombstone {
  readonly key: string;
  readonly rect: Rect;
  readonly state: MarkState;
}

interface Effects {
  readonly flights: readonly Flight[];
  readonly tombstones: readonly Tombstone[];
}

export const useEffects = create<Effects>(() => ({ flights: [], tombstones: [] }));

/** More than this at once is a swarm: the rest appear in place. */
const mostFlights = 12;
const mostTombstones = 24;

export function startFlights(flights: readonly Flight[]): void {
  if (flights.length === 0 || flights.length > mostFlights) return;
  useEffects.setState((state) => ({ flights: [...state.flights, ...flights].slice(-mostFlights) }));
}

export function endFlight(key: string): void {
  useEffects.setState((state) => ({ flights: state.flights.filter((flight) => flight.key !== key) }));
}

export function addTombstones(tombstones: readonly Tombstone[]): void {
  if (tombstones.length === 0) return;
  useEffects.setState((state) => ({
    tombstones: [...state.tombstones, ...tombstones].slice(-mostTombstones),
  }));
}

export function removeTombstone(key: string): void {
  useEffects.setState((state) => ({ tombstones: state.tombstones.filter((stone) => stone.key !== key) }));
}

/** Nothing moves while time stands still, nor is anything left over from another moment. */
export function stopEffects(): void {
  const { flights, tombstones } = useEffects.getState();
  if (flights.length > 0 || tombstones.length > 0) useEffects.setState({ flights: [], tombstones: [] });
}
