using Patchbay.Server.Messages;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>
/// The numbers of people of whom an event names only the business-scoped user id: they are one conversation with what
/// came from their number.
/// </summary>
internal sealed class PersonNumbers
{
    private readonly Dictionary<(Guid PhoneId, string UserId), string> _numbers = [];

    /// <summary>Looks the people of a batch of messages up, all together; in the usual batch there is none.</summary>
    public static async Task<PersonNumbers> OfAsync(
        DbSession session,
        MessageStore messages,
        IReadOnlyCollection<MessageRow> batch
    )
    {
        var numbers = new PersonNumbers();
        var unknown = batch
            .Where(message => PersonRules.NumberOf(message) is null)
            .Select(KeyOf)
            .OfType<(Guid, string)>()
            .ToHashSet();
        if (unknown.Count == 0)
            return numbers;
        foreach (var person in await messages.KnownAsync(session, unknown))
            numbers._numbers[(person.PhoneId, person.UserId)] = person.Contact;
        foreach (var message in batch)
        {
            if (KeyOf(message) is { } key && PersonRules.NumberOf(message) is { } number)
                numbers._numbers[key] = number;
        }
        return numbers;
    }

    /// <summary>The person of a message, by whom windows and conversations are known.</summary>
    public string? PersonOf(MessageRow message) =>
        PersonRules.NumberOf(message)
        ?? (KeyOf(message) is { } key && _numbers.TryGetValue(key, out var number) ? number : null)
        ?? message.BusinessScopedUserId;

    private static (Guid, string)? KeyOf(MessageRow message) =>
        message is { PhoneId: { } phone, BusinessScopedUserId: { } user } ? (phone, user) : null;
}
