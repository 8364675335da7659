using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Pages;
using Patchbay.Emulator.Phones;
using Patchbay.Emulator.Web;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Signup;

/// <summary>The log-in dialogs: their pages, and the requests of those pages.</summary>
internal sealed class DialogApi(WorldSet worlds)
{
    private const string Prefix = "dialog/";
    private static readonly long CodeLife = (long)TimeSpan.FromMinutes(10).TotalMilliseconds;
    private static readonly long HandOver = (long)TimeSpan.FromSeconds(30).TotalMilliseconds;

    public static bool Owns(GraphPath path) =>
        path.Rest.StartsWith(Prefix, StringComparison.Ordinal) || path.Rest == "oauth/authorize";

    public async Task HandleAsync(HttpContext context, GraphPath path)
    {
        var cancel = context.RequestAborted;
        try
        {
            if (path.Rest is "dialog/oauth" or "oauth/authorize")
            {
                await StaticPages.WriteAsync(context, StaticPages.Dialog);
                return;
            }
            var body = await JsonHttp.ReadAsync(context.Request, cancel);
            var world = WorldOf(
                context.Request.Query["client_id"].ToString() is { Length: > 0 } id ? id : body.TextOf("client_id")
            );
            var answer = world.Change(
                () => Run(world, context.Request, path.Rest[Prefix.Length..], body),
                out var saved
            );
            await saved;
            await JsonHttp.WriteAsync(context.Response, answer, cancel);
        }
        catch (GraphRefusal refusal)
        {
            await JsonHttp.RefuseAsync(context.Response, refusal, cancel);
        }
    }

    private World WorldOf(string? client) =>
        worlds.All.FirstOrDefault(w =>
            w.Read(() => w.All<App>().Any(a => a.Id == client || a.InstagramAppId == client))
        ) ?? worlds.Default;

    private static JsonNode Run(World world, HttpRequest request, string action, JsonElement body) =>
        (request.Method, action) switch
        {
            ("GET", "context") => Context(
                world,
                request.Query["client_id"].ToString(),
                request.Query["config_id"].ToString(),
                request.Query["preverified_id"].ToString()
            ),
            ("POST", "code") => SendCode(world, body),
            ("POST", "verify") => Verify(world, body),
            ("POST", "finish") => Finish(world, body),
            ("POST", "handed") => Handed(world, body),
            ("POST", "login") => LoginDialog.Finish(world, body),
            _ => throw new GraphRefusal(100, "There is no such dialog action", 404),
        };

    private static JsonObject Context(World world, string client, string config, string preVerified)
    {
        var app = LoginDialog.FindApp(world, client);
        if (config.Length > 0 && !app.Configurations.Exists(c => c.Id == config))
            throw Refusals.Invalid("The configuration does not belong to this app.");
        return new JsonObject
        {
            ["app"] = new JsonObject
            {
                ["id"] = app.Id,
                ["name"] = app.Name,
                ["is_instagram"] = app.InstagramAppId == client,
            },
            ["preverified"] = Offered(world, app, preVerified),
            ["users"] = new JsonArray([
                .. world
                    .All<User>()
                    .Where(u => !u.IsSystem && u.Email is not null)
                    .Select(u => (JsonNode)Describe(world, u)),
            ]),
        };
    }

    /// <summary>
    /// Returns the pre-verified number that the page offers. A number that is not available is left out, as at Meta.
    /// </summary>
    private static JsonObject? Offered(World world, App app, string id)
    {
        try
        {
            return id.Length > 0 && SignupFlow.FindPreVerified(world, app, id) is { } number
                ? new JsonObject { ["id"] = number.Id, ["display"] = PhoneFormat.Display(number.Digits) }
                : null;
        }
        catch (GraphRefusal)
        {
            return null;
        }
    }

    private static JsonObject Describe(World world, User user) =>
        new()
        {
            ["id"] = user.Id,
            ["name"] = user.Name,
            ["email"] = user.Email,
            ["businesses"] = new JsonArray([
                .. user
                    .Businesses.Select(world.Find<Business>)
                    .OfType<Business>()
                    .Select(b => (JsonNode)Describe(world, b)),
            ]),
        };

    private static JsonObject Describe(World world, Business business) =>
        new()
        {
            ["id"] = business.Id,
            ["name"] = business.Name,
            ["country"] = business.Country,
            ["wabas"] = new JsonArray([
                .. world.All<Waba>().Where(w => w.OwnerBusinessId == business.Id).Select(w => Describe(world, w)),
            ]),
            ["pages"] = new JsonArray([
                .. world.All<FacebookPage>().Where(p => p.BusinessId == business.Id).Select(Describe),
            ]),
        };

    private static JsonNode Describe(World world, Waba waba) =>
        new JsonObject
        {
            ["id"] = waba.Id,
            ["name"] = waba.Name,
            ["numbers"] = new JsonArray([
                .. PhoneRules.Of(world, waba).Select(p => (JsonNode)SignupNumbers.Describe(p)),
            ]),
        };

    private static JsonNode Describe(FacebookPage page) =>
        new JsonObject
        {
            ["id"] = page.Id,
            ["name"] = page.Name,
            ["instagram"] = page.InstagramAccountId,
        };

    private static JsonObject SendCode(World world, JsonElement body)
    {
        var digits = Number(body);
        if (world.All<PhoneNumber>().Any(p => p.Digits == digits && p.CodeVerified))
            throw new GraphRefusal(100, "This number is already in use on the WhatsApp Business Platform.")
            {
                Subcode = 3441030,
            };
        var number =
            world.Find<SignupNumber>(SignupNumber.IdOf(digits))
            ?? new SignupNumber
            {
                Id = SignupNumber.IdOf(digits),
                Digits = digits,
                Code = "",
            };
        number.Code = world.Ids.Digits(6);
        number.ExpiresAt = world.Clock.Milliseconds + CodeLife;
        number.WrongCodes = 0;
        number.Verified = false;
        world.Add(number);
        return new JsonObject
        {
            ["phone"] = digits,
            ["display"] = PhoneFormat.Display(digits),
            ["hint"] = number.Code,
        };
    }

    private static JsonObject Verify(World world, JsonElement body)
    {
        var number =
            world.Find<SignupNumber>(SignupNumber.IdOf(Number(body)))
            ?? throw CodeRefused("No code was requested for this number.");
        if (number.ExpiresAt <= world.Clock.Milliseconds)
            throw CodeRefused("The code has expired. Ask for a new code.");
        if (number.WrongCodes >= 10)
            throw CodeRefused("Too many wrong codes. Ask for a new code.");
        var code = body.Need("code")
            .Replace("-", "", StringComparison.Ordinal)
            .Replace(" ", "", StringComparison.Ordinal);
        number.Verified = code == number.Code;
        if (!number.Verified)
            number.WrongCodes++;
        world.Save(number);
        return number.Verified ? JsonHttp.Done() : throw CodeRefused("The code is wrong. Check it and try again.");
    }

    private static JsonObject Finish(World world, JsonElement body)
    {
        var choices = SignupChoicesReader.Read(body);
        if (choices is { PhoneNumberId: null, WithoutNumber: false, Coexistence: false, PreVerifiedId: null })
        {
            var number = world.Find<SignupNumber>(SignupNumber.IdOf(Number(body)));
            if (number is not { Verified: true })
                throw CodeRefused("The number is not verified yet.");
            world.Remove(number);
        }
        var outcome = SignupFlow.Finish(world, choices);
        // The last screen may stay open, so the code's 30 seconds begin when the page hands it over.
        var code = world.Get<OAuthCode>(outcome.Code);
        code.ExpiresAt = world.Clock.Milliseconds + CodeLife;
        return new JsonObject { ["code"] = outcome.Code, ["session"] = JsonNode.Parse(outcome.SessionJson) };
    }

    private static JsonObject Handed(World world, JsonElement body)
    {
        if (world.Find<OAuthCode>(body.Need("code")) is { } code)
        {
            code.ExpiresAt = Math.Min(code.ExpiresAt, world.Clock.Milliseconds + HandOver);
            world.Save(code);
        }
        return JsonHttp.Done();
    }

    private static string Number(JsonElement body) =>
        PhoneFormat.Parse(body.Need("phone_number"))
        ?? throw new GraphRefusal(100, "Enter a phone number with its country code.") { Subcode = 3441051 };

    private static GraphRefusal CodeRefused(string why) => new(100, why) { Subcode = 2388093 };
}
