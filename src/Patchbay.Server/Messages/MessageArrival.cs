namespace Patchbay.Server.Messages;

/// <summary>What an arrival does to the history.</summary>
public enum ArrivalKind
{
    /// <summary>A message.</summary>
    Message,

    /// <summary>An earlier message has new content.</summary>
    Edit,

    /// <summary>An earlier message was taken back.</summary>
    Revocation,
}

/// <summary>A message that arrived, or a change of an earlier one.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Row">
/// The message. For a change: the earlier message as the change shows it, with the provider's id of that message, an id
/// of its own, and the time of the change.
/// </param>
public sealed record MessageArrival(ArrivalKind Kind, MessageRow Row)
{
    public bool IsChange => Kind != ArrivalKind.Message;
}

/// <summary>What a message is after an arrival: functions of values.</summary>
internal static class ArrivalRules
{
    /// <summary>Meta's type of a file in a business app's history that comes later, or never when it is old.</summary>
    private const string Placeholder = "media_placeholder";

    private const int MostDetails = 8192;

    /// <summary>
    /// An earlier message after a change. A revoked message stays revoked, and the latest edit counts.
    /// </summary>
    public static MessageRow Changed(MessageRow message, MessageArrival change)
    {
        var (details, at) = (MessageDetails.Read(message.Details), change.Row.OccurredAt);
        var isRevoked = change.Kind == ArrivalKind.Revocation;
        if (details.RevokedAt is not null || (!isRevoked && details.EditedAt > at))
            return message;
        var told = MessageDetails.Read(change.Row.Details);
        var kept = isRevoked
            ? details.WithoutContent() with
            {
                RevokedAt = at,
            }
            : details.With(told) with
            {
                Context = details.Context ?? told.Context,
                EditedAt = at,
            };
        return message with
        {
            Type = isRevoked ? message.Type : change.Row.Type,
            Content = change.Row.Content,
            Details = Kept(kept.Write(), message.Details),
        };
    }

    // A message may change often, and each change reads and writes what the changes before it added.
    private static string? Kept(string? details, string? before) =>
        details is { Length: > MostDetails } && before is not null && details.Length > before.Length ? before : details;

    /// <summary>The row of a change whose message has not come.</summary>
    public static MessageRow Awaited(MessageArrival change)
    {
        var (told, at) = (MessageDetails.Read(change.Row.Details), change.Row.OccurredAt);
        var isRevoked = change.Kind == ArrivalKind.Revocation;
        var details = told with
        {
            IsAwaited = true,
            EditedAt = isRevoked ? null : at,
            RevokedAt = isRevoked ? at : null,
        };
        return change.Row with { Details = details.Write() };
    }

    /// <summary>The row of an earlier change with the message that it waited for. The change stands.</summary>
    public static MessageRow Completed(MessageRow awaited, MessageRow message)
    {
        var (changed, own) = (MessageDetails.Read(awaited.Details), MessageDetails.Read(message.Details));
        var isRevoked = changed.RevokedAt is not null;
        var details = (isRevoked ? own.WithoutContent() : own).With(changed with { Context = own.Context });
        return message with
        {
            Id = awaited.Id,
            Type = isRevoked ? message.Type : awaited.Type,
            Content = awaited.Content,
            Details = (details with { IsAwaited = false }).Write(),
            Status =
                StatusRules.Rank(awaited.Status) > StatusRules.Rank(message.Status) ? awaited.Status : message.Status,
            Error = awaited.Error,
            CreatedAt = awaited.CreatedAt,
        };
    }

    /// <summary>
    /// A known WhatsApp message that arrives again. A placeholder gets the content that comes for it, in either order,
    /// and a sent message gets the later status.
    /// </summary>
    public static MessageRow Joined(MessageRow known, MessageRow again)
    {
        if (known.PhoneId is null)
            return known;
        var joined = WithContactAndStatus(known, again);
        var (details, told) = (MessageDetails.Read(known.Details), MessageDetails.Read(again.Details));
        return known.Type == Placeholder && again.Type != Placeholder && details.RevokedAt is null
            ? joined with
            {
                Type = again.Type,
                Content = again.Content,
                Details = details.With(told).Write(),
            }
            : joined;
    }

    private static MessageRow WithContactAndStatus(MessageRow known, MessageRow again)
    {
        var isNewer =
            known.Direction == MessageDirection.Outbound
            && StatusRules.Rank(again.Status) > StatusRules.Rank(known.Status);
        return known with
        {
            ContactPhone = known.ContactPhone ?? again.ContactPhone,
            ContactId = known.ContactId ?? again.ContactId,
            ContactName = known.ContactName ?? again.ContactName,
            BusinessScopedUserId = known.BusinessScopedUserId ?? again.BusinessScopedUserId,
            Username = known.Username ?? again.Username,
            Status = isNewer ? again.Status : known.Status,
        };
    }

    /// <summary>Whether a row stands for a change whose message has not come.</summary>
    public static bool IsAwaited(MessageRow row) => MessageDetails.Read(row.Details).IsAwaited;
}
