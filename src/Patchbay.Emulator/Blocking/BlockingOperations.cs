using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Blocking;

/// <summary>A customer whom a number blocked.</summary>
internal sealed class Block : Node
{
    public required string PhoneId { get; set; }
    public required string Customer { get; set; }

    public static string IdOf(string phone, string customer) => $"block:{phone}:{customer}";
}

/// <summary>The block list. A call may succeed for some users and fail for others.</summary>
internal static class BlockingOperations
{
    private const int Most = 64_000;
    private static readonly long Window = (long)TimeSpan.FromHours(24).TotalMilliseconds;

    private static readonly Param[] Params =
    [
        P.Product,
        P.List("block_users", P.Object("", P.Text("user"), P.Text("user_id")), 1000).Must(),
    ];

    public static readonly Operation[] Table =
    [
        Operation.Of<PhoneNumber>("getBlockedUsers", "GET", "block_users", List, [.. Paging.Params]) with
        {
            Scope = Scopes.Messaging,
        },
        Operation.Of<PhoneNumber>(
            "blockUserS",
            "POST",
            "block_users",
            (phone, call) => Apply(phone, call, "added_users", Add),
            Params
        ) with
        {
            Scope = Scopes.Messaging,
        },
        Operation.Of<PhoneNumber>(
            "unblockUserS",
            "DELETE",
            "block_users",
            (phone, call) => Apply(phone, call, "removed_users", Remove),
            Params
        ) with
        {
            Scope = Scopes.Messaging,
        },
    ];

    public static bool IsBlocked(World world, string phone, string customer) =>
        world.Find<Block>(Block.IdOf(phone, customer)) is not null;

    private static Answer List(PhoneNumber phone, Call call) =>
        Answer.Page(
            call.World.All<Block>().Where(b => b.PhoneId == phone.Id),
            b => b.Customer,
            b => new JsonObject { ["messaging_product"] = "whatsapp", ["wa_id"] = b.Customer },
            call,
            maxLimit: 1000
        );

    private static Answer Apply(
        PhoneNumber phone,
        Call call,
        string done,
        Func<PhoneNumber, Call, string, GraphRefusal?> act
    )
    {
        JsonArray succeeded = [],
            failed = [];
        foreach (var item in call.Input.Element("block_users")!.Value.EnumerateArray())
        {
            var (asked, digits) = ReadUser(phone, call, item);
            var problem = digits is null ? NoNumber() : act(phone, call, digits);
            var entry = Entry(asked, digits);
            if (problem is null)
                succeeded.Add(entry);
            else
                failed.Add(WithError(entry, problem));
        }
        var users = new JsonObject { [done] = succeeded };
        var answer = new JsonObject { ["messaging_product"] = "whatsapp", ["block_users"] = users };
        if (failed.Count == 0)
            return Answer.Ok(answer);
        users["failed_users"] = failed;
        throw SomeFailed(answer);
    }

    private static JsonObject Entry(string asked, string? digits) =>
        new() { ["input"] = asked, ["wa_id"] = digits ?? "" };

    private static GraphRefusal NoNumber() => Refusals.Product(131009, "The user is not a phone number.");

    /// <summary>Reads a user, who is named by phone number or by the user id that webhooks carry.</summary>
    private static (string Asked, string? Digits) ReadUser(PhoneNumber phone, Call call, JsonElement item)
    {
        if (item.TextOf("user") is { } number)
            return (number, WaId(call.World, PhoneFormat.Parse(number, PhoneFormat.DialCode(phone.Digits))));
        var id = item.TextOf("user_id") ?? throw Refusals.Missing("block_users[0]['user']");
        return (id, call.World.Find<ScopedUser>(id)?.Digits);
    }

    private static string? WaId(World world, string? digits) =>
        digits is null ? null : NumberSpelling.WaId(world, digits);

    /// <summary>Meta answers 400 with both the error and the users for whom the call succeeded.</summary>
    private static GraphRefusal SomeFailed(JsonObject answer) =>
        new(139100, "(#139100) Failed to block/unblock some users")
        {
            Details = "Some users could not be blocked or unblocked.",
            Beside = answer,
        };

    private static JsonObject WithError(JsonObject entry, GraphRefusal problem)
    {
        entry["errors"] = new JsonArray(
            new JsonObject
            {
                ["message"] = problem.Message,
                ["code"] = problem.Code,
                ["error_data"] = new JsonObject { ["details"] = problem.Details },
            }
        );
        return entry;
    }

    private static GraphRefusal? Add(PhoneNumber phone, Call call, string customer)
    {
        if (customer == phone.Digits)
            return Refusals.Product(131021, "A business cannot block itself.");
        if (call.World.Chats.Of(phone.Id, customer).LastInbound <= call.Now - Window)
            return Refusals.Product(131047, "The user has not written to this number in the last 24 hours.");
        if (call.World.All<Block>().Count(b => b.PhoneId == phone.Id) >= Most)
            return Refusals.Product(139101, $"The block list holds {Most} users.");
        var id = Block.IdOf(phone.Id, customer);
        if (call.World.Find<Block>(id) is null)
            call.World.Add(
                new Block
                {
                    Id = id,
                    PhoneId = phone.Id,
                    Customer = customer,
                }
            );
        return null;
    }

    private static GraphRefusal? Remove(PhoneNumber phone, Call call, string customer)
    {
        if (call.World.Find<Block>(Block.IdOf(phone.Id, customer)) is { } block)
            call.World.Remove(block);
        return null;
    }
}
