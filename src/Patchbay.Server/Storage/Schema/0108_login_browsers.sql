-- The hash of the cookie of the browser that went to Meta: only that browser can finish the log-in.
alter table instance_logins add column browser_hash {bytes} null;
