/** Tests drive kubectl as the headless runner does: requests are answered at once, and a watch makes the time pass. */
export { SimulatedClient as ClusterClient } from '../server/simulated-client.ts';
