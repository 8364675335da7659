using System.Globalization;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Messages;

/// <summary>Moves an outgoing message from accepted to read, or to failed. Each step sends a webhook.</summary>
internal static class StatusLadder
{
    public static void Climb(World world, Message message)
    {
        var next = message switch
        {
            { FailsWith: not null } => MessageStatus.Failed,
            { Status: MessageStatus.Accepted } => MessageStatus.Sent,
            { Status: MessageStatus.Sent } => MessageStatus.Delivered,
            _ => MessageStatus.Read,
        };
        if (world.Options.StatusDelay is { } delay && HasMore(world, message, next))
            message.DueAt = world.Clock.Milliseconds + (long)delay.TotalMilliseconds;
        Set(world, message, next);
    }

    /// <summary>Sets a status and sends its webhook. A status that the message has already passed is ignored.</summary>
    public static void Set(World world, Message message, MessageStatus status)
    {
        if (message.Inbound || status <= message.Status || message.Status == MessageStatus.Failed)
            return;
        var first = message.Status;
        message.Status = status;
        Stamp(message, status, world.Clock.Milliseconds);
        if (status == MessageStatus.Failed)
            message.DueAt = null;
        world.Save(message);
        if (world.Find<PhoneNumber>(message.PhoneId) is { } phone && Outbox.HasListener(world, phone, "messages"))
            Outbox.Emit(
                world,
                phone,
                "messages",
                MessageValues.OfStatus(world, phone, message, Write(world, phone, message, status, first)),
                message.Customer
            );
    }

    private static void Stamp(Message message, MessageStatus status, long now)
    {
        if (status == MessageStatus.Sent)
            message.SentAt = now;
        else if (status == MessageStatus.Delivered)
            message.DeliveredAt = now;
        else if (status == MessageStatus.Failed)
            message.FailedAt = now;
        else if (message.ReadAt == 0)
            message.ReadAt = now;
    }

    private static bool HasMore(World world, Message message, MessageStatus reached) =>
        reached switch
        {
            // Meta reports a reaction only as sent.
            MessageStatus.Sent => message.Type != "reaction",
            MessageStatus.Delivered => world.Options.AutoRead,
            _ => false,
        };

    private static JsonObject Write(
        World world,
        PhoneNumber phone,
        Message message,
        MessageStatus status,
        MessageStatus before
    )
    {
        var entry = new JsonObject
        {
            ["id"] = message.Id,
            ["status"] = status.ToString().ToLowerInvariant(),
            ["timestamp"] = world.Clock.Seconds.ToString(CultureInfo.InvariantCulture),
        };
        AddRecipient(entry, world, phone, message);
        if (message.CallbackData is not null)
            entry["biz_opaque_callback_data"] = message.CallbackData;
        if (message.TemplateId is not null)
            entry["template_id"] = message.TemplateId;
        if (status == MessageStatus.Failed)
            entry["errors"] = new JsonArray(MessageValues.Error(message.FailsWith ?? 131000));
        else if (
            status == MessageStatus.Sent
            || (before <= MessageStatus.Sent && status is MessageStatus.Delivered or MessageStatus.Read)
        )
            AddBilling(entry, world, message, status);
        return entry;
    }

    private static void AddRecipient(JsonObject entry, World world, PhoneNumber phone, Message message)
    {
        if (message.GroupId is null)
        {
            MessageValues.AddPerson(
                entry,
                world,
                phone,
                message.Customer,
                "recipient_id",
                "recipient_user_id",
                "parent_recipient_user_id"
            );
            return;
        }
        entry["recipient_id"] = message.GroupId;
        entry["recipient_type"] = "group";
    }

    private static void AddBilling(JsonObject entry, World world, Message message, MessageStatus status)
    {
        var conversation = new JsonObject { ["id"] = ConversationId(message) };
        if (status == MessageStatus.Sent)
            conversation["expiration_timestamp"] = (world.Clock.Seconds + 24 * 3600).ToString(
                CultureInfo.InvariantCulture
            );
        conversation["origin"] = new JsonObject { ["type"] = message.Category };
        entry["conversation"] = conversation;
        var isFree = message.Category == "service";
        entry["pricing"] = new JsonObject
        {
            ["billable"] = !isFree,
            ["pricing_model"] = "PMP",
            ["category"] = message.Category,
            ["type"] = isFree ? "free_customer_service" : "regular",
        };
    }

    private static string ConversationId(Message message) =>
        Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(message.Id)).AsSpan(0, 16)
        );
}
