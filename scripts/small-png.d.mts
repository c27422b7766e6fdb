import type { Page } from '@playwright/test';

/** The picture with a palette of at most 256 colours; the page only lends its decoder. */
export function shrinkPng(page: Page, png: Buffer): Promise<Buffer>;
