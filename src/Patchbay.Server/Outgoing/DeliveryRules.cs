using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Patchbay.Server.Outgoing;

/// <summary>How one HTTP call ended.</summary>
public sealed record CallResult(int? StatusCode, string? Error, string? Head, TimeSpan? RetryAfter, TimeSpan Duration)
{
    public bool IsSuccess => StatusCode is >= 200 and < 300;
}

/// <summary>What to do after a call.</summary>
public sealed record Verdict(string State, DateTimeOffset? NextAt, string? DisableReason);

/// <summary>The decisions of delivery: functions of values, with time and chance passed in.</summary>
public static class DeliveryRules
{
    public const string TimedOut = "timeout",
        Unreachable = "unreachable",
        Redirected = "redirect_refused",
        NothingToSend = "no_meta_payload",
        NotSent = "internal_error";

    public static readonly TimeSpan WarnAfter = TimeSpan.FromDays(2.5),
        DisableAfter = TimeSpan.FromDays(5);

    /// <summary>Failures at least this far apart, with no success between, start the clock: one short outage does not.</summary>
    public static readonly TimeSpan ClockStartsAfter = TimeSpan.FromHours(12);

    /// <summary>The wait before each attempt, the first at once: 75 hours in all.</summary>
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

    /// <summary>Whether an endpoint gets an event: subscribed to it, bound to nothing else, able to show it.</summary>
    public static bool Wants(EndpointRow endpoint, EventRow e) =>
        EventNames.Matches(endpoint.EventList, e.Type)
        && (endpoint.WabaId is null || endpoint.WabaId == e.WabaId)
        && (endpoint.PhoneId is null || endpoint.PhoneId == e.PhoneId)
        && (endpoint.InstanceId is null || endpoint.InstanceId == e.InstanceId)
        && (endpoint.Format != EndpointFormat.Meta || e.MetaPayload is not null);

    /// <summary>A number (or connection) and a contact as one number; two conversations that fall together only wait for each other. Null without both.</summary>
    public static long? Conversation(Guid? phoneId, string? contact, string? connectionId = null) =>
        (phoneId?.ToString("N") ?? connectionId) is { } line && contact is not null
            ? BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{line} {contact}")))
            : null;

    /// <param name="number">Which attempt of its schedule this was, from 1.</param>
    /// <param name="result">How it ended.</param>
    /// <param name="failingSince">Since when the endpoint has only failed, this call included.</param>
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
            return new(DeliveryState.Delivered, null, null);
        if (result.StatusCode == 410)
            return new(DeliveryState.Failed, null, "gone");
        // The address was switched to Meta's form after an event that has none.
        if (result.Error == NothingToSend)
            return new(DeliveryState.Failed, null, null);
        var disable = failingSince is { } since && now - since >= DisableAfter ? "failing" : null;
        return number >= MaxAttempts
            ? new(DeliveryState.Failed, null, disable)
            : new(DeliveryState.Pending, now + Wait(number, result, chance), disable);
    }

    /// <summary>The wait after attempt <paramref name="number"/>.</summary>
    public static TimeSpan Wait(int number, CallResult result, double chance)
    {
        var planned = Schedule[number] * (0.8 + (0.4 * chance));
        if (result.StatusCode == 429 || result.Error == TimedOut)
            planned = Max(planned, AtLeastWhenBusy);
        // The receiver may ask for more, but not for less than planned nor for more than twice that.
        return result.RetryAfter is { } asked ? Max(planned, Min(asked, planned * 2)) : planned;
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
