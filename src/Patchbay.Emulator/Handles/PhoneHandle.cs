using System.Text.Json.Nodes;
using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Messages;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator;

/// <summary>A business phone number that a test works with.</summary>
public sealed class PhoneHandle
{
    private readonly World _world;

    internal PhoneHandle(World world, string id, string token) => (_world, Id, AccessToken) = (world, id, token);

    /// <summary>The id that Graph paths start with.</summary>
    public string Id { get; }
    public string AccessToken { get; }

    /// <summary>The number as API reads show it: <c>+1 555-201-0000</c>.</summary>
    public string DisplayNumber => _world.Read(() => PhoneFormat.Display(_world.Get<PhoneNumber>(Id).Digits));

    /// <summary>Everything sent from this number, oldest first.</summary>
    public IReadOnlyList<SentMessage> Sent => _world.Read(() => SentMessage.All(_world, Id, customer: null));
}

/// <summary>A customer on WhatsApp.</summary>
public sealed class CustomerHandle
{
    private readonly World _world;

    internal CustomerHandle(World world, string number) => (_world, Number) = (world, number);

    /// <summary>Digits with the country code.</summary>
    public string Number { get; }

    /// <summary>
    /// Returns the business-scoped user id under which the portfolio of this number knows the customer.
    /// </summary>
    public string UserIdFor(PhoneHandle phone) =>
        _world.Change(() => ScopedUsers.Of(_world, Find(phone), Number).Id, out _);

    /// <summary>Takes a username, without the @. Null removes the username.</summary>
    public CustomerHandle Named(string? username)
    {
        _world.Change(() => ScopedUsers.AdoptUsername(_world, _world.Get<Customer>(Customer.IdOf(Number)), username));
        return this;
    }

    /// <returns>The message id.</returns>
    public string Writes(PhoneHandle phone, string text, string? replyTo = null) =>
        Sends(phone, "text", new JsonObject { ["body"] = text }, replyTo);

    /// <summary>Sends a message of any type.</summary>
    /// <param name="content">The value under the type's name in the webhook.</param>
    /// <returns>The message id.</returns>
    public string Sends(
        PhoneHandle phone,
        string type,
        JsonNode content,
        string? replyTo = null,
        byte[]? media = null
    ) =>
        _world.Change(
            () =>
                InboundMessages
                    .Receive(
                        _world,
                        new InboundDraft(phone.Id, Number, null, type, content)
                        {
                            ReplyTo = replyTo,
                            MediaContent = media,
                        }
                    )
                    .Id,
            out _
        );

    /// <summary>Presses a reply button of a message.</summary>
    /// <returns>The message id of the answer.</returns>
    public string Taps(PhoneHandle phone, string messageId, string buttonId, string title) =>
        Sends(
            phone,
            "interactive",
            new JsonObject
            {
                ["type"] = "button_reply",
                ["button_reply"] = new JsonObject { ["id"] = buttonId, ["title"] = title },
            },
            messageId
        );

    /// <summary>Returns the messages that this customer received from a number, oldest first.</summary>
    public IReadOnlyList<SentMessage> ReceivedFrom(PhoneHandle phone) =>
        _world.Read(() => SentMessage.All(_world, phone.Id, Number));

    private PhoneNumber Find(PhoneHandle phone) => _world.Get<PhoneNumber>(phone.Id);
}

/// <summary>A message a business sent.</summary>
/// <param name="To">The customer's digits, or a group's id.</param>
/// <param name="Content">The value under the type's name on the wire.</param>
/// <param name="Status">accepted, sent, delivered, read, played or failed.</param>
public sealed record SentMessage(string Id, string To, string Type, JsonNode Content, string Status)
{
    /// <summary>The text of a text message.</summary>
    public string? Text => Type == "text" ? (string?)Content["body"] : null;

    internal static IReadOnlyList<SentMessage> All(World world, string phoneId, string? customer) =>
        [
            .. world
                .Chats.Of(phoneId)
                .Where(c => customer is null || c.Customer == customer)
                .SelectMany(c => c.Messages)
                .Where(m => !m.Inbound)
                .OrderBy(m => m.CreatedAt)
                .Select(m => new SentMessage(
                    m.Id,
                    m.Customer,
                    m.Type,
                    JsonNode.Parse(m.Content)!,
                    m.Status.ToString().ToLowerInvariant()
                )),
        ];
}
