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
    // In the history of the business app, pictures of the last two weeks follow their placeholders.
    private const string Placeholder = "media_placeholder";

    /// <summary>An earlier message after a change of it. What was taken back stays so, and a later edit stands.</summary>
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
            Details = kept.Write(),
        };
    }

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

    /// <summary>Whether a row stands for a change whose message has not come.</summary>
    public static bool IsAwaited(MessageRow row) => MessageDetails.Read(row.Details).IsAwaited;

    /// <summary>Whether a message completes the row that has its id already.</summary>
    public static bool Completes(MessageRow known, MessageRow message) =>
        IsAwaited(known) || (known.Type == Placeholder && message.Type != Placeholder);

    /// <summary>The row of an earlier placeholder with the message that it stood for.</summary>
    public static MessageRow Filled(MessageRow placeholder, MessageRow message) =>
        placeholder with
        {
            Type = message.Type,
            Content = message.Content,
            Details = MessageDetails.Read(placeholder.Details).With(MessageDetails.Read(message.Details)).Write(),
        };
}
