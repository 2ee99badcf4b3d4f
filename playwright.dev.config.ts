import config from "./playwright.config.ts";
export default { ...config, workers: 2, timeout: 120000, webServer: { ...(config.webServer as any), command: "cargo xtask serve --no-build --port " + (process.env.PORT ?? "8166") } };
