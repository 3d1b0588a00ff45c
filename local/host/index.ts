export { bundleFunctions, bundleInstance } from './bundle';
export { HostClock, type ClockReading } from './clock';
export { Host } from './host';
export { HostError } from './host-error';
export { isFromHere, refuse } from './http';
export { FunctionFailure } from './instance';
export { newState, readState, writeState, type HostState } from './state';
