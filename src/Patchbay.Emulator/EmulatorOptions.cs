namespace Patchbay.Emulator;

/// <summary>Settings of one emulator. Every value has a default that suits a test.</summary>
public sealed class EmulatorOptions
{
    /// <summary>Where to listen; port 0 takes a free one; empty listens nowhere, for use with <see cref="GraphEmulator.CreateHandler"/>.</summary>
    public string Urls { get; set; } = "http://127.0.0.1:0";

    /// <summary>SQLite file that keeps the state; null keeps it in memory.</summary>
    public string? DataFile { get; set; }

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Start of the id sequence: equal seeds and equal calls make equal ids.</summary>
    public int Seed { get; set; } = 1;

    public string AppId { get; set; } = EmulatorDefaults.AppId;
    public string AppSecret { get; set; } = EmulatorDefaults.AppSecret;
    public string AppName { get; set; } = EmulatorDefaults.AppName;
    public string ConfigId { get; set; } = EmulatorDefaults.ConfigId;

    /// <summary>Gap between the steps sent, delivered and read of an outgoing message; null leaves them to the control API.</summary>
    public TimeSpan? StatusDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Whether customers read what they get; otherwise the ladder stops at delivered until the chat is opened.</summary>
    public bool AutoRead { get; set; } = true;

    /// <summary>How long a submitted template stays PENDING.</summary>
    public TimeSpan TemplateReview { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether free-form messages outside the 24-hour window fail with 131047.</summary>
    public bool EnforceCustomerWindow { get; set; } = true;

    /// <summary>Whether pair, throughput and management limits answer with 131056, 130429 and 80007.</summary>
    public bool EnforceLimits { get; set; } = true;

    /// <summary>First gap after a failed webhook; each further gap is four times as long, up to six hours, for seven days.</summary>
    public TimeSpan WebhookRetryGap { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Changes put into one webhook at most; 1 sends each alone, Meta's limit is 1000. Also a webhook switch of the control API.</summary>
    public int WebhookBatch { get; set; } = 1;

    public TimeSpan WebhookTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Sends webhooks and callback checks instead of a socket: the handler of a test server, for one.</summary>
    public Func<HttpMessageHandler>? WebhookHandler { get; set; }

    /// <summary>Needed as a bearer token on the control API when the address is not loopback.</summary>
    public string? ControlToken { get; set; }

    public LogLevel LogLevel { get; set; } = LogLevel.Warning;
}
