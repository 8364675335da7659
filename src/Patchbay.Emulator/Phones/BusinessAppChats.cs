using System.Text;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Media;
using Patchbay.Emulator.Messages;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Phones;

/// <summary>How many earlier messages a business app has.</summary>
/// <param name="Messages">How many in each phase: the last day, the last 90 days, the last 180 days.</param>
/// <param name="Chats">With how many customers.</param>
/// <param name="MediaEvery">Each message of this place is a picture; 0 for none.</param>
internal sealed record AppChats(IReadOnlyList<int> Messages, int Chats, int MediaEvery);

/// <summary>Fills a business app with earlier chats and contacts.</summary>
internal static class BusinessAppChats
{
    private static readonly long Day = (long)TimeSpan.FromDays(1).TotalMilliseconds;
    private static readonly int[] PhaseEnds = [0, 1, 90, 180];
    private static readonly MessageStatus[] Statuses =
    [
        MessageStatus.Read,
        MessageStatus.Delivered,
        MessageStatus.Sent,
        MessageStatus.Played,
        MessageStatus.Failed,
    ];

    /// <returns>The number of messages.</returns>
    public static int Fill(World world, PhoneNumber phone, AppChats wanted)
    {
        var customers = Enumerable.Range(0, wanted.Chats).Select(i => Customer(world, i)).ToList();
        var file = wanted.MediaEvery > 0 ? Picture(world, phone) : null;
        var count = 0;
        for (var phase = 0; phase < wanted.Messages.Count; phase++)
        {
            for (var i = 0; i < wanted.Messages[phase]; i++, count++)
            {
                var picture = file is not null && count % wanted.MediaEvery == 0 ? file : null;
                Add(world, phone, customers[count % customers.Count], count, picture, AgeOf(phase, i, wanted));
            }
        }
        return count;
    }

    private static void Add(World world, PhoneNumber phone, Customer customer, int i, JsonObject? picture, long age)
    {
        var content = picture?.DeepClone().AsObject() ?? new JsonObject { ["body"] = $"Message {i}" };
        if (picture is not null)
            content["caption"] = $"Picture {i}";
        var isInbound = i / 3 % 2 == 0;
        world.Add(
            new Message
            {
                Id = world.Ids.Wamid(customer.Digits),
                PhoneId = phone.Id,
                Customer = customer.Digits,
                Inbound = isInbound,
                Type = picture is null ? "text" : "image",
                Content = Encoding.UTF8.GetBytes(content.ToJsonString()),
                Status = isInbound ? MessageStatus.Read : Statuses[i % Statuses.Length],
                CreatedAt = world.Clock.Milliseconds - age,
            }
        );
    }

    // The messages of a phase are spread evenly, and none is on the edge of two phases.
    private static long AgeOf(int phase, int i, AppChats wanted)
    {
        var (from, to) = (PhaseEnds[phase] * Day, PhaseEnds[phase + 1] * Day);
        return from + (to - from) * (i + 1) / (wanted.Messages[phase] + 2);
    }

    private static Customer Customer(World world, int i)
    {
        var digits = $"1555020{i:0000}";
        return InboundMessages.Remember(world, digits, $"Contact {i}");
    }

    private static JsonObject Picture(World world, PhoneNumber phone)
    {
        var media = MediaRules.StoreInbound(world, phone, "image", content: null, mime: null, name: null);
        return new JsonObject
        {
            ["id"] = media.Id,
            ["mime_type"] = media.MimeType,
            ["sha256"] = media.Sha256,
        };
    }
}
