using System.Text;
using System.Text.Json.Nodes;

namespace Patchbay.Emulator.Tests.Control;

/// <summary>Random bodies for the control API and the dialogs, which must never answer with a server error.</summary>
public sealed class ControlFuzzTests
{
    private static readonly string[] Names =
    [
        "phone_number_id",
        "from",
        "to",
        "type",
        "text",
        "name",
        "seconds",
        "code",
        "message_id",
        "status",
        "waba_id",
        "field",
        "value",
        "template_id",
        "quality",
        "category",
        "group_id",
        "call_id",
        "accept",
        "operation",
        "every",
        "times",
        "delay",
        "cut",
        "html",
        "preset",
        "http_status",
        "format_version",
        "nodes",
        "ids_used",
        "clock_offset",
        "access_token",
        "subcode",
        "business_name",
        "phone",
        "new_phone",
        "username",
        "profile_id",
        "message",
        "client_id",
        "user_id",
        "page_ids",
        "scope",
        "phone_number",
        "batch",
        "batch_wait",
        "id",
        "media_base64",
        "context",
        "reply_to",
    ];

    public static TheoryData<string> Routes =>
        [
            "_emulator/restore",
            "_emulator/clock/advance",
            "_emulator/signup",
            "_emulator/connect",
            "_emulator/tokens/revoke",
            "_emulator/messages/inbound",
            "_emulator/messages/echo",
            "_emulator/customers",
            "_emulator/statuses",
            "_emulator/chat/read",
            "_emulator/direct/inbound",
            "_emulator/login",
            "_emulator/templates",
            "_emulator/events",
            "_emulator/numbers",
            "_emulator/groups/join",
            "_emulator/groups/leave",
            "_emulator/calls/permission",
            "_emulator/calls/inbound",
            "_emulator/calls/answer",
            "_emulator/faults",
            "_emulator/deliveries/redeliver",
            "_emulator/webhook_switches",
            "_emulator/worlds",
            "v23.0/dialog/code",
            "v23.0/dialog/verify",
            "v23.0/dialog/finish",
            "v23.0/dialog/handed",
            "v23.0/dialog/login",
        ];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_control_route_never_fails_with_a_server_error(string route)
    {
        await using var meta = await Meta.StartAsync();
        var number = meta.Connect();
        var random = new Random(route.Length * 31 + route[^1]);

        for (var round = 0; round < 80; round++)
        {
            var body = round switch
            {
                0 => "[]",
                1 => "{",
                2 => "",
                3 => "null",
                _ => Body(random, number).ToJsonString(),
            };
            using var response = await meta.Http.PostAsync(
                route,
                new StringContent(body, Encoding.UTF8, "application/json"),
                Meta.Cancel
            );

            ((int)response.StatusCode).ShouldBeLessThan(500, body);
        }
    }

    private static JsonObject Body(Random random, ConnectedNumber number)
    {
        var body = new JsonObject();
        for (var n = random.Next(8); n >= 0; n--)
            body[Names[random.Next(Names.Length)]] = Anything(random, number, 0);
        return body;
    }

    private static JsonNode? Anything(Random random, ConnectedNumber number, int depth) =>
        random.Next(depth > 2 ? 8 : 10) switch
        {
            0 => null,
            1 => random.Next(2) == 0,
            2 => random.NextInt64(long.MinValue, long.MaxValue),
            3 => random.Next(-2, 500),
            4 => number.PhoneNumberId,
            5 => number.WabaId,
            6 => "15550100001",
            7 => new[]
            {
                "",
                "text",
                "image",
                "read",
                "\u0000\u202E",
                "{{1}}",
                "GREEN",
                "APPROVED",
                "slow",
                "account_update",
            }[random.Next(10)],
            8 => new JsonArray(Anything(random, number, depth + 1)),
            _ => new JsonObject
            {
                ["id"] = Anything(random, number, depth + 1),
                ["body"] = Anything(random, number, depth + 1),
            },
        };
}
