using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Usernames;

/// <summary>The user name of a number: request, review, removal.</summary>
internal static class UsernameOperations
{
    public static readonly Operation[] Table =
    [
        Operation.Of<PhoneNumber>("getUsername", "GET", "username", Read, P.Text("fields")),
        Operation.Of<PhoneNumber>("setUsername", "POST", "username", Ask, P.Text("username", 35).Must()),
        Operation.Of<PhoneNumber>("deleteUsername", "DELETE", "username", Delete),
        Operation.Of<PhoneNumber>("cancelUsernameRequest", "DELETE", "requested_username", Cancel),
        Operation.Of<PhoneNumber>("listUsernameSuggestions", "GET", "username_suggestions", Suggest),
    ];

    private static Answer Read(PhoneNumber phone, Call call)
    {
        var answer = new JsonObject();
        if (phone.Username is not null)
            answer["username"] = phone.Username;
        if (Pending(call.World, phone) is { } request)
        {
            answer["status"] = "PENDING";
            answer["requested_username"] = request.Username;
        }
        else if (phone.Username is not null)
        {
            answer["status"] = "APPROVED";
        }
        return Answer.Ok(Pick(answer, call.Fields));
    }

    private static JsonObject Pick(JsonObject answer, FieldSet? fields)
    {
        if (fields is null)
            return answer;
        if (
            fields.Fields.FirstOrDefault(f => f.Name is not ("username" or "status" or "requested_username")) is
            { } unknown
        )
            throw Refusals.UnknownField(unknown.Name, "WhatsAppBusinessUsername");
        foreach (var name in answer.Select(m => m.Key).Where(name => !fields.Fields.Any(f => f.Name == name)).ToList())
            answer.Remove(name);
        return answer;
    }

    private static Answer Ask(PhoneNumber phone, Call call)
    {
        var username = call.Input.Required("username").ToLowerInvariant();
        UsernameRules.Check(call.World, phone, username);
        if (Pending(call.World, phone) is { } known && known.Username != username)
            return Rejected("EXISTING_PENDING_REQUEST");
        if (phone.Username == username)
            return Status("APPROVED");
        if (!UsernameRules.NeedsReview(phone, username))
        {
            UsernameRules.Set(call.World, phone, username);
            return Status("APPROVED");
        }
        if (Pending(call.World, phone) is null)
            call.World.Add(
                new UsernameRequest
                {
                    Id = UsernameRequest.IdOf(phone.Id),
                    PhoneId = phone.Id,
                    Username = username,
                    DueAt = call.Now + (long)call.World.Options.TemplateReview.TotalMilliseconds,
                }
            );
        return Status("PENDING");
    }

    private static Answer Rejected(string reason) =>
        Answer.Ok(new JsonObject { ["status"] = "REJECTED", ["rejection_reasons"] = new JsonArray(reason) });

    private static Answer Delete(PhoneNumber phone, Call call)
    {
        if (phone.Username is null)
            throw Refusals.Invalid("The phone number has no username.");
        UsernameRules.Remove(call.World, phone);
        return Answer.Success();
    }

    private static Answer Cancel(PhoneNumber phone, Call call)
    {
        call.World.Remove(
            Pending(call.World, phone) ?? throw Refusals.Invalid("No username is being reviewed for this phone number.")
        );
        return Answer.Success();
    }

    private static Answer Suggest(PhoneNumber phone, Call call) =>
        Answer.Ok(
            new JsonObject
            {
                ["data"] = new JsonArray(
                    new JsonObject
                    {
                        ["username_suggestions"] = new JsonArray([
                            .. UsernameRules.Suggest(call.World, phone).Select(s => (JsonNode)s),
                        ]),
                    }
                ),
            }
        );

    private static UsernameRequest? Pending(World world, PhoneNumber phone) =>
        world.Find<UsernameRequest>(UsernameRequest.IdOf(phone.Id));

    private static Answer Status(string status) => Answer.Ok(new JsonObject { ["status"] = status });
}
