// Cargo's runner for wasm tests: opens wasm-bindgen's test page in the same Chromium as the journeys,
// so that no WebDriver, whose version must match the browser's, is needed.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";
import { findChromium } from "./chromium.mjs";

const runner = spawn("wasm-bindgen-test-runner", process.argv.slice(2).filter((word) => word !== "--quiet"), {
  env: { ...process.env, NO_HEADLESS: "1", WASM_BINDGEN_TEST_ADDRESS: "127.0.0.1:0" },
  stdio: ["ignore", "pipe", "inherit"],
});
runner.on("error", (error) => {
  console.error(`wasm-bindgen-test-runner can't be started (${error.code}): scripts/test installs it.`);
  process.exit(1);
});
runner.on("exit", (code) => process.exit(code ?? 1)); // by itself only when there is nothing to open

for await (const line of createInterface({ input: runner.stdout })) {
  const url = line.match(/available at (http:\S+)/)?.[1];
  if (url) process.exit(await passes(url) ? 0 : 1);
  console.log(line);
}

async function passes(url) {
  const browser = await chromium.launch({ executablePath: findChromium() });
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(error));
  try {
    await page.goto(url);
    const output = page.locator("#output");
    await output.filter({ hasText: /test result: / }).waitFor({ timeout: 600_000 });
    const text = await output.innerText();
    console.log(text);
    return /test result: ok/.test(text);
  } finally {
    await browser.close();
    runner.removeAllListeners("exit");
    runner.kill();
  }
}
