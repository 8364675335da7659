using System.Net;
using System.Text;
using Patchbay.Server.Intake;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Inbound;

/// <summary>
/// Bodies that fit into 4 MiB and would become many times their size. They are quarantined once, as they came.
/// </summary>
public sealed class AmplifyingBodyTests
{
    private const int Room = 4_100_000;

    public static TheoryData<string> Shapes => [.. Bodies.Keys];

    private static Dictionary<string, Func<string, string>> Bodies { get; } =
        new(StringComparer.Ordinal)
        {
            ["240,000 contacts beside 4,900 messages"] = number =>
                Of(number, $"\"contacts\":[{Many("{\"wa_id\":\"2\"}", 240_000)}],{Messages(4_900)}"),
            ["a large member beside 900 messages"] = number =>
                Of(number, $"\"pad\":\"{Long(1_000_000)}\",{Messages(900)}"),
            ["a large member beside 900 statuses"] = number =>
                Of(number, $"\"pad\":\"{Long(1_000_000)}\",{List("statuses", 900, StatusOf)}"),
            ["a large member beside 900 messages of the app"] = number =>
                Of(
                    number,
                    $"\"pad\":\"{Long(1_000_000)}\",{List("message_echoes", 900, MessageOf)}",
                    "smb_message_echoes"
                ),
            ["9,000 contacts that belong to no message, beside 900 messages"] = number =>
                Of(number, $"\"contacts\":[{Many("{\"wa_id\":\"2\"}", 9_000)}],{Messages(900)}"),
            ["one large contact that all messages share"] = number =>
                Of(number, $"\"contacts\":[{{\"wa_id\":\"1\",\"name\":\"{Long(1_000_000)}\"}}],{Messages(900)}"),
            ["metadata of 1 MB beside 900 messages"] = number =>
                Of(number, Messages(900))
                    .Replace("\"display", $"\"pad\":\"{Long(1_000_000)}\",\"display", StringComparison.Ordinal),
            ["an object name of 1 MB above 900 changes"] = number =>
                $$"""{"object":"{{Long(1_000_000)}}","entry":[{"id":"1","changes":[{{Changes(900)}}]}]}""",
            ["a time of 1 MB above 900 changes"] = number =>
                $$"""{"entry":[{"id":"1","time":{{new string('1', 1_000_000)}},"changes":[{{Changes(900)}}]}]}""",
            ["2,000,000 messages of one byte"] = number => Of(number, $"\"messages\":[{Many("7", 2_000_000)}]"),
            ["1,000,000 contacts without a member"] = number =>
                Of(number, $"\"contacts\":[{Many("{}", 1_000_000)}],{Messages(2)}"),
            ["5,001 changes of some bytes"] = number =>
                $$"""{"entry":[{"id":"1","changes":[{{Many("""{"field":"x","value":{}}""", 5_001)}}]}]}""",
            ["100,000 items of Messenger"] = number =>
                $$"""{"object":"page","entry":[{"id":"1","messaging":[{{Many("{}", 100_000)}}]}]}""",
            ["100,000 entries"] = number => $$"""{"entry":[{{Many("""{"id":"1","changes":[]}""", 100_000)}}]}""",
            ["a value of 400,000 members"] = number =>
                Of(number, string.Join(',', Enumerable.Range(0, 400_000).Select(i => $"\"{i:x}\":1"))),
            ["an object of 300,000 escaped names"] = number =>
                Of(
                    number,
                    $"\"a\":{{{string.Join(',', Enumerable.Range(0, 260_000).Select(i => $"\"\\u0061{i:x}\":1"))}}}"
                ),
            ["2,000,000 numbers"] = number => Of(number, $"\"a\":[{Many("1", 2_000_000)}]"),
            ["1,300,000 objects"] = number => Of(number, $"\"a\":[{Many("{}", 1_300_000)}]"),
            ["a history of 100,000 messages"] = number =>
                Of(
                    number,
                    $"\"history\":[{{\"threads\":[{{\"id\":\"1\",\"messages\":[{Many("{\"id\":\"a\"}", 100_000)}]}}]}}]",
                    "history"
                ),
            ["100,000 contacts of the app"] = number =>
                Of(
                    number,
                    $"\"state_sync\":[{Many("{\"contact\":{\"user_id\":\"1\"}}", 100_000)}]",
                    "smb_app_state_sync"
                ),
            ["nesting of 1,000,000"] = number => Of(number, $"\"a\":{new string('[', 1_000_000)}"),
        };

    [Theory, MemberData(nameof(Shapes))]
    public async Task A_body_that_would_become_much_more_than_itself_is_quarantined_once_as_it_came(string shape)
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectQuietlyAsync();
        var body = Encoding.UTF8.GetBytes(Bodies[shape](phone.MetaPhoneNumberId));
        body.Length.ShouldBeLessThan(Room);

        string[] hooks = ["/hooks/whatsapp", ReceiverStage.AppPath, "/webhook/whatsapp", $"/webhook/phone/{phone.Id}"];
        foreach (var hook in hooks)
            await stage.PostSignedAsync(body, hook).ShouldBeAsync(HttpStatusCode.OK);

        (await stage.StoredAsync()).ShouldBe((0, hooks.Length));
        (
            await stage.ScalarAsync<int>("select count(distinct body) from quarantine where reason = 'unreadable'")
        ).ShouldBe(1);
        (await stage.ScalarAsync<byte[]>("select body from quarantine limit 1")).ShouldBe(body);
    }

    [Theory, MemberData(nameof(Shapes))]
    public async Task The_same_bodies_with_a_wrong_signature_leave_nothing(string shape)
    {
        await using var stage = await Stage.StartAsync();
        var body = Encoding.UTF8.GetBytes(Bodies[shape]("77"));
        foreach (var hook in (string[])["/hooks/whatsapp", ReceiverStage.AppPath, "/webhook/whatsapp"])
            (await stage.PostAsync(body, hook, "sha256=" + new string('0', 64))).StatusCode.ShouldBe(
                HttpStatusCode.Forbidden
            );
        (await stage.StoredAsync()).ShouldBe((0, 0));
    }

    [Theory, EachDatabase]
    public async Task A_large_body_of_ordinary_events_is_stored_with_little_more_than_its_size(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectQuietlyAsync();
        var contacts = string.Join(
            ',',
            Enumerable.Range(0, 1_000).Select(i => Payload.Contact($"5511{i}", $"Person {i}"))
        );
        var messages = string.Join(
            ',',
            Enumerable.Range(0, 1_000).Reverse().Select(i => Payload.Message($"wamid.{i}", $"5511{i}", "Hi"))
        );
        var body = Payload.Body(
            Payload.Entry(
                "1",
                Payload.Messages(phone.MetaPhoneNumberId, $"\"contacts\":[{contacts}],\"messages\":[{messages}]")
            )
        );

        await stage.PostSignedAsync(body).ShouldBeAsync(HttpStatusCode.OK);
        await stage.WhenWorkedOffAsync();

        (await stage.StoredAsync()).ShouldBe((1_000, 0));
        (await stage.ScalarAsync<int>("select sum(length(change)) from inbound_events")).ShouldBeLessThan(
            body.Length + (512 * 1_000)
        );
        // Each message has the name of its own sender.
        (
            await stage.ScalarAsync<int>(
                "select count(*) from messages where contact_name = 'Person ' || substr(provider_message_id, 7)"
            )
        ).ShouldBe(1_000);
    }

    [Fact]
    public void A_contact_is_found_by_each_kind_of_id_and_the_first_of_several_counts()
    {
        var contacts = string.Join(
            ',',
            Enumerable.Range(0, 20).Select(i => $$"""{"wa_id":"{{i}}","user_id":"u{{i}}","n":{{i}}}""")
        );
        var split = Split(
            $$"""
            "contacts":[{{contacts}},{"wa_id":"3","n":99}],
            "messages":[{"id":"a","from":"3"},{"id":"b","from_user_id":"u4"},{"id":"c","from":"99","from_user_id":"u5"}],
            "statuses":[{"id":"d","status":"sent","recipient_id":"6"},{"id":"e","status":"sent","recipient_user_id":"u7"},
            {"id":"f","status":"sent","recipient_id":"9","recipient_user_id":"u8"}]
            """
        );
        split
            .Select(text => text[(text.IndexOf("\"n\":", StringComparison.Ordinal) + 4)..].Split('}')[0])
            .ShouldBe(["3", "4", "5", "6", "7", "8"]);
    }

    private static IEnumerable<string> Split(string members) =>
        PayloadSplitter
            .Split("sandbox", Encoding.UTF8.GetBytes(Payload.Body(Payload.Entry("1", Payload.Messages("77", members)))))
            .ShouldNotBeNull()
            .Select(split => Encoding.UTF8.GetString(split.Change.Span));

    private static string Of(string number, string members, string field = "messages") =>
        Payload.Body(
            Payload.Entry(
                "1",
                Payload
                    .Messages(number, members)
                    .Replace("\"field\":\"messages\"", $"\"field\":\"{field}\"", StringComparison.Ordinal)
            )
        );

    private static string Messages(int count) => List("messages", count, MessageOf);

    private static string List(string name, int count, Func<int, string> item) =>
        $"\"{name}\":[{string.Join(',', Enumerable.Range(0, count).Select(item))}]";

    private static string MessageOf(int i) => $$"""{"from":"1","id":"a{{i}}","type":"text"}""";

    private static string StatusOf(int i) => $$"""{"id":"a{{i}}","status":"sent"}""";

    private static string Changes(int count) =>
        string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"field":"x","value":{"i":{{i}} } }"""));

    private static string Many(string item, int count) =>
        new StringBuilder(item, item.Length * count * 2).Insert(item.Length, "," + item, count - 1).ToString();

    private static string Long(int length) => new('x', length);
}
