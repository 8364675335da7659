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

    /// <summary>How long after a customer wrote it may get messages that are no template.</summary>
    public static readonly TimeSpan CustomerWindow = TimeSpan.FromHours(24);

    /// <summary>Longer than any call to Meta: a send that is still pending then has lost its server.</summary>
    public static readonly TimeSpan AnswerTakesAtMost = TimeSpan.FromMinutes(10);

    /// <summary>
    /// From first to last. Failed is below delivered: a message that was delivered did not fail, whatever comes later.
    /// </summary>
    public static readonly string[] Ladder = [Pending, Unknown, Accepted, Sent, Failed, Delivered, Read, Played];

    /// <summary>How far a status is; -1 for one that is on no ladder, which is never news.</summary>
    public static int Rank(string status) => Array.IndexOf(Ladder, status);

    /// <summary>Whether a status moves a message forward. A received message takes none.</summary>
    public static bool IsNews(MessageRow message, string status) =>
        message.Direction == MessageDirection.Outbound && Rank(message.Status) < Rank(status);
}
