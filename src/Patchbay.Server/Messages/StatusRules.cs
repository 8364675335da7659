namespace Patchbay.Server.Messages;

/// <summary>The life of a message. A status only moves forward: Meta reports out of order and more than once.</summary>
public static class StatusRules
{
    public const string Pending = "pending",
        Unknown = "unknown",
        Accepted = "accepted",
        Sent = "sent",
        Delivered = "delivered",
        Read = "read",
        Played = "played",
        Failed = "failed",
        Received = "received";

    /// <summary>How long a customer may get free-form messages after writing.</summary>
    public static readonly TimeSpan CustomerWindow = TimeSpan.FromHours(24);

    /// <summary>
    /// Longer than any call to Meta. The server of a send that is still pending after this time has died.
    /// </summary>
    public static readonly TimeSpan AnswerTakesAtMost = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The statuses from first to last. Failed is below delivered, because a delivered message did not fail, whatever
    /// comes later.
    /// </summary>
    public static readonly string[] Ladder = [Pending, Unknown, Accepted, Sent, Failed, Delivered, Read, Played];

    /// <summary>Returns the rank of a status; -1 for a status that is not on the ladder, which is never news.</summary>
    public static int Rank(string status) => Array.IndexOf(Ladder, status);

    /// <summary>Whether a status moves a message forward. A received message takes none.</summary>
    public static bool IsNews(MessageRow message, string status) =>
        message.Direction == MessageDirection.Outbound && Rank(message.Status) < Rank(status);
}
