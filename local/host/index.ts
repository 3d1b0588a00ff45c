export { bundleFunctions, bundleInstance } from './bundle';
export { HostClock } from './clock';
export { Host } from './host';
export { HostError } from './host-error';
export { isFromHere, refuse } from './http';
export { readState, writeState, type HostState } from './state';
