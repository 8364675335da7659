namespace Patchbay.Server.Messages;

/// <summary>The life of a message. A status only moves forward: Meta reports out of order and more than once.</summary>
public static class StatusRules
{
    public const string
        Pending = "pending", Unknown = "unknown", Accepted = "accepted", Sent = "sent", Delivered = "delivered", Read = "read",
        Played = "played", Failed = "failed", Received = "received";

    // Failed is below delivered: a message that was delivered did not fail, whatever comes later.
    private static readonly string[] Ladder = [Pending, Unknown, Accepted, Sent, Failed, Delivered, Read, Played];

    /// <summary>Whether <paramref name="next"/> is news to a message that stands at <paramref name="current"/>.</summary>
    public static bool Advances(string current, string next) => Array.IndexOf(Ladder, next) > Array.IndexOf(Ladder, current);

    /// <summary>The statuses a message may be at when <paramref name="next"/> is still news.</summary>
    public static IReadOnlyList<string> Below(string next) => Ladder[..Math.Max(0, Array.IndexOf(Ladder, next))];
}
