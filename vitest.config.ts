import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // The dictionary takes a second or two and 240 MiB to load: files share processes, and each process loads it once.
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    // Only to end a test that hangs; nothing is measured against it, so that a slow machine does not fail.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
