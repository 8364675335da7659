namespace Patchbay.Emulator;

/// <summary>Settings of one emulator. Every value has a default that suits a test.</summary>
public sealed class EmulatorOptions
{
    /// <summary>
    /// Where to listen. Port 0 takes a free port. An empty text opens no port, for use with <see
    /// cref="GraphEmulator.CreateHandler"/>.
    /// </summary>
    public string Urls { get; set; } = "http://127.0.0.1:0";

    /// <summary>The SQLite file that keeps the state. Null keeps the state in memory.</summary>
    public string? DataFile { get; set; }

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>The start of the id sequence. Equal seeds and equal calls make equal ids.</summary>
    public int Seed { get; set; } = 1;

    public string AppId { get; set; } = EmulatorDefaults.AppId;
    public string AppSecret { get; set; } = EmulatorDefaults.AppSecret;
    public string AppName { get; set; } = EmulatorDefaults.AppName;
    public string ConfigId { get; set; } = EmulatorDefaults.ConfigId;

    /// <summary>
    /// The time between the statuses sent, delivered and read. Null leaves the statuses to the control API.
    /// </summary>
    public TimeSpan? StatusDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Whether customers read every message. Otherwise a message stays delivered until the chat is opened.
    /// </summary>
    public bool AutoRead { get; set; } = true;

    /// <summary>How long a submitted template stays PENDING.</summary>
    public TimeSpan TemplateReview { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether free-form messages outside the 24-hour window fail with 131047.</summary>
    public bool EnforceCustomerWindow { get; set; } = true;

    /// <summary>Whether pair, throughput and management limits answer with 131056, 130429 and 80007.</summary>
    public bool EnforceLimits { get; set; } = true;

    /// <summary>
    /// The wait after a failed webhook. Each further wait is four times as long, up to six hours. Retries end after
    /// seven days.
    /// </summary>
    public TimeSpan WebhookRetryGap { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The maximum number of changes in one webhook. With 1, each change is sent alone; Meta's limit is 1000. The
    /// control API can change the value.
    /// </summary>
    public int WebhookBatch { get; set; } = 1;

    public TimeSpan WebhookTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Makes the handler that sends webhooks and callback checks, such as the handler of a test server.
    /// </summary>
    public Func<HttpMessageHandler>? WebhookHandler { get; set; }

    /// <summary>
    /// The bearer token of the control API. Generated when it is missing and the address is not loopback.
    /// </summary>
    public string? ControlToken { get; set; }

    /// <summary>
    /// Names under which the control API and the pages may be used, besides loopback and the hosts in <see
    /// cref="Urls"/>.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; set; } = [];

    public LogLevel LogLevel { get; set; } = LogLevel.Warning;
}
