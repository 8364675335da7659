using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Patchbay.Server.Outgoing;

/// <summary>How one HTTP call ended.</summary>
public sealed record CallResult(TimeSpan Duration)
{
    /// <summary>The answer's status; null without an answer.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The code of the failure; null for a success.</summary>
    public string? Error { get; init; }

    /// <summary>The first bytes of the answer's body.</summary>
    public string? Head { get; init; }

    /// <summary>How long the receiver asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Returns the result of a call that got no answer.</summary>
    public static CallResult Failed(string error, TimeSpan duration) => new(duration) { Error = error };

    public bool IsSuccess => StatusCode is >= 200 and < 300;
}

/// <summary>The decision after a call.</summary>
public sealed record Verdict(string State)
{
    /// <summary>When to try again; null when the delivery is finished.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>Why to switch the endpoint off; null to leave it on.</summary>
    public string? DisableReason { get; init; }
}

/// <summary>The decisions of delivery. Time and chance are passed in.</summary>
public static class DeliveryRules
{
    public const string TimedOut = "timeout",
        Unreachable = "unreachable",
        TlsError = "tls_error",
        Redirected = "redirect_refused",
        NoMetaPayload = "no_meta_payload",
        NotInVersion = "not_in_payload_version",
        NotSent = "internal_error";

    public static readonly TimeSpan WarnAfter = TimeSpan.FromDays(2.5),
        DisableAfter = TimeSpan.FromDays(5);

    /// <summary>
    /// An endpoint counts as failing once two failures are at least this far apart, with no success between them. A
    /// short outage does not count.
    /// </summary>
    public static readonly TimeSpan ClockStartsAfter = TimeSpan.FromHours(12);

    /// <summary>The wait before each attempt: 75 hours in all.</summary>
    private static readonly TimeSpan[] Schedule =
    [
        TimeSpan.Zero,
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    private static readonly TimeSpan AtLeastWhenBusy = TimeSpan.FromSeconds(60);

    /// <summary>Attempts before a delivery is given up.</summary>
    public static int MaxAttempts => Schedule.Length;

    /// <summary>
    /// Whether an endpoint gets an event: by its subscription, version, channels, binding and format.
    /// </summary>
    public static bool Wants(EndpointRow endpoint, EventRow e) =>
        EventVersions.NameIn(endpoint.PayloadVersion, e.Type, e.Version1) is { } name
        && EventNames.Matches(endpoint.EventList, name)
        && (e.Channel is null || endpoint.ChannelList is not { } channels || channels.Contains(e.Channel))
        && (endpoint.WabaId is null || endpoint.WabaId == e.WabaId)
        && (endpoint.PhoneId is null || endpoint.PhoneId == e.PhoneId)
        && (endpoint.InstanceId is null || endpoint.InstanceId == e.InstanceId)
        && (endpoint.Format != EndpointFormat.Meta || e.MetaPayload is not null);

    /// <summary>Why an event has no body for an endpoint.</summary>
    public static string WhyNothing(EndpointRow endpoint) =>
        endpoint.Format == EndpointFormat.Meta ? NoMetaPayload : NotInVersion;

    /// <summary>
    /// Hashes a number or connection, and a contact, into one number; null when either is missing. Two conversations
    /// with the same hash wait for each other, which does no harm.
    /// </summary>
    public static long? Conversation(Guid? phoneId, string? contact, string? connectionId = null) =>
        (phoneId?.ToString("N") ?? connectionId) is { } line && contact is not null
            ? BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{line} {contact}")))
            : null;

    /// <param name="number">The number of this attempt in its schedule, from 1.</param>
    /// <param name="result">The result of the attempt.</param>
    /// <param name="failingSince">When the endpoint began to count as failing; null while it does not.</param>
    /// <param name="now">The instant of the verdict.</param>
    /// <param name="chance">Uniform in [0, 1): spreads retries by a fifth either way.</param>
    public static Verdict Judge(
        int number,
        CallResult result,
        DateTimeOffset? failingSince,
        DateTimeOffset now,
        double chance
    )
    {
        if (result.IsSuccess)
            return new(DeliveryState.Delivered);
        if (result.StatusCode == 410)
            return new(DeliveryState.Failed) { DisableReason = "gone" };
        // The endpoint changed its format or version after an event that the new one does not have.
        if (result.Error is NoMetaPayload or NotInVersion)
            return new(DeliveryState.Failed);
        var disable = failingSince is { } since && now - since >= DisableAfter ? "failing" : null;
        return number >= MaxAttempts
            ? new(DeliveryState.Failed) { DisableReason = disable }
            : new(DeliveryState.Pending) { NextAt = now + Wait(number, result, chance), DisableReason = disable };
    }

    /// <summary>Returns the wait after attempt <paramref name="number"/>.</summary>
    public static TimeSpan Wait(int number, CallResult result, double chance)
    {
        var planned = Schedule[number] * (0.8 + (0.4 * chance));
        if (result.StatusCode == 429 || result.Error == TimedOut)
            planned = Max(planned, AtLeastWhenBusy);
        // The receiver may ask for a longer wait than planned, up to twice as long, but not for a shorter wait.
        return result.RetryAfter is { } asked ? Max(planned, Min(asked, planned * 2)) : planned;
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
