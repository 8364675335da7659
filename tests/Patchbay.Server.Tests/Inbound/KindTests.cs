using System.Net;
using System.Text.Json;
using Patchbay.Server.Channels.WhatsApp;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Inbound;

/// <summary>Each kind of Meta event is passed on under its own name; an unknown kind is passed on as it came.</summary>
public sealed class KindTests
{
    private static readonly Dictionary<string, string> MessageTypes = new()
    {
        ["text"] = """{"body":"Hi"}""",
        ["image"] = """{"id":"1","mime_type":"image/jpeg","sha256":"x","caption":"c"}""",
        ["video"] = """{"id":"1","mime_type":"video/mp4"}""",
        ["audio"] = """{"id":"1","mime_type":"audio/ogg; codecs=opus","voice":true}""",
        ["document"] = """{"id":"1","filename":"a.pdf"}""",
        ["sticker"] = """{"id":"1","animated":true}""",
        ["location"] = """{"latitude":37.44221496582,"longitude":-122.16165924072}""",
        ["contacts"] = """[{"name":{"formatted_name":"Ana"},"origin":"contact_request"}]""",
        ["reaction"] = """{"message_id":"wamid.0"}""",
        ["button"] = """{"payload":"p","text":"t"}""",
        ["interactive"] = """{"type":"nfm_reply","nfm_reply":{"name":"flow","body":"Sent","response_json":"{}"} }""",
        ["order"] = """
            {"catalog_id":"1","product_items":[{"product_retailer_id":"a","quantity":2,"item_price":30,
            "currency":"USD"}]}
            """,
        ["system"] = """{"body":"User changed","wa_id":"5511888880000","type":"user_changed_number"}""",
        ["unsupported"] = """{"type":"poll"}""",
        ["hologram"] = """{"depth":3}""",
    };

    /// <summary>Changes of an account, without a number.</summary>
    private static readonly Dictionary<string, string> AccountFields = new()
    {
        ["account_alerts"] =
            """{"entity_type":"BUSINESS","entity_id":"1","alert_info":{"alert_type":"OBA_APPROVED"} }""",
        ["account_review_update"] = """{"decision":"APPROVED"}""",
        ["business_username_update"] = """{"display_phone_number":"15550000000","status":"approved"}""",
        ["flows"] = """{"event":"FLOW_STATUS_CHANGE","flow_id":"1","new_status":"PUBLISHED"}""",
        ["message_template_components_update"] =
            """{"message_template_id":1689556908129832,"message_template_element":"x"}""",
        ["message_template_quality_update"] =
            """{"previous_quality_score":"GREEN","new_quality_score":"RED","message_template_id":1689556908129832}""",
        ["payment_configuration_update"] = """{"configuration_name":"c","status":"Active"}""",
        ["security"] = """{"display_phone_number":"15550000000","event":"PIN_CHANGED"}""",
        ["template_category_update"] =
            """{"message_template_id":1,"new_category":"UTILITY","correct_category":"MARKETING"}""",
        ["of_tomorrow"] = """{"x":[1,{"y":null}]}""",
    };

    /// <summary>Changes that name a number in their metadata.</summary>
    private static readonly Dictionary<string, string> NumberFields = new()
    {
        ["calls"] =
            """ "calls":[{"id":"wacid.1","event":"connect","direction":"USER_INITIATED","timestamp":"1671644824"}] """,
        ["group_lifecycle_update"] = """ "groups":[{"type":"group_create","group_id":"g"}] """,
        ["group_participants_update"] = """ "groups":[{"type":"group_participants_add","group_id":"g"}] """,
        ["group_settings_update"] = """ "groups":[{"type":"group_settings_update","group_id":"g"}] """,
        ["group_status_update"] = """ "groups":[{"type":"group_suspend","group_id":"g"}] """,
        ["user_preferences"] = """
            "user_preferences":[{"wa_id":"1","category":"marketing_messages","value":"stop","timestamp":1731705721}]
            """,
        ["automatic_events"] =
            """ "automatic_events":[{"id":"wamid.0","event_name":"Purchase","timestamp":1731705721}] """,
        ["smb_app_state_sync"] = """
            "state_sync":[{"type":"contact","contact":{"full_name":"Ana","phone_number":"5511999990000"},
            "action":"add"}]
            """.ReplaceLineEndings(""),
        ["messages"] = """ "errors":[{"code":130429,"title":"Rate limit hit"}] """,
    };

    [Theory, EachDatabase]
    public async Task Messages_of_every_type_are_delivered_and_stored_with_their_content(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync(receiver, events: "\"message.received\"");

        await stage.ShouldBeTakenAsync(
            Payload.Entry(
                "1",
                Payload.Messages(
                    phone.MetaPhoneNumberId,
                    $"\"messages\":[{string.Join(',', MessageTypes.Select(type => Typed(type.Key, type.Value)))}]"
                )
            )
        );

        for (var i = 0; i < MessageTypes.Count; i++)
        {
            var data = (await receiver.NextAsync("message.received")).Data;
            var type = data.GetProperty("type").GetString()!;
            data.GetProperty("wamid").GetString().ShouldBe($"wamid.{type}");
            JsonElement
                .DeepEquals(data.GetProperty("content"), JsonElement.Parse(MessageTypes[type]))
                .ShouldBeTrue(type);
        }
        (await stage.HistoryAsync(phone))
            .Select(message => message.GetProperty("type").GetString())
            .Order()
            .ShouldBe(MessageTypes.Keys.Order());
    }

    /// <summary>The names of those changes that have one of their own.</summary>
    private static readonly Dictionary<string, string> Names = new()
    {
        ["account_alerts"] = "account.alert",
        ["flows"] = "flow.updated",
        ["message_template_components_update"] = "template.components_updated",
        ["message_template_quality_update"] = "template.quality_updated",
        ["security"] = "security.updated",
        ["template_category_update"] = "template.category_updated",
        ["calls"] = "call.received",
        ["group_lifecycle_update"] = "group.updated",
        ["group_participants_update"] = "group.updated",
        ["group_settings_update"] = "group.updated",
        ["group_status_update"] = "group.updated",
        ["user_preferences"] = "contact.preferences_updated",
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Changes_are_passed_on_as_Meta_wrote_them_under_the_name_of_the_endpoints_version(int version)
    {
        // In version 2 a contact of the business app is an event of its own, with data of its own.
        var ofNumber = NumberFields.Where(field => version == 1 || field.Key != "smb_app_state_sync").ToList();
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectQuietlyAsync();
        await stage
            .Api.PostJsonAsync(
                "/v1/outgoing-webhooks",
                $$"""{"url":"{{receiver.Url}}","events":["*"],"wabaId":"{{phone.WabaId}}","payloadVersion":{{version}}}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);

        await stage.ShouldBeTakenAsync(
            Payload.Entry(
                phone.Signup.WabaId!,
                [
                    .. AccountFields.Select(field => Payload.Change(field.Key, field.Value)),
                    .. ofNumber.Select(field =>
                        Payload
                            .Messages(phone.MetaPhoneNumberId, field.Value)
                            .Replace("\"field\":\"messages\"", $"\"field\":\"{field.Key}\"", StringComparison.Ordinal)
                    ),
                ]
            )
        );

        var told = new Dictionary<string, JsonElement>();
        while (told.Count < AccountFields.Count + ofNumber.Count)
        {
            var webhook = await receiver.NextAsync();
            var field = webhook.Data.GetProperty("field").GetString()!;
            webhook.Event.ShouldBe(
                version == 1 ? "account.updated" : Names.GetValueOrDefault(field, "account.updated"),
                field
            );
            webhook.Data.GetProperty("wabaId").GetString().ShouldBe(phone.WabaId);
            told[field] = webhook.Data.GetProperty("value");
        }
        foreach (var (field, value) in AccountFields)
            JsonElement.DeepEquals(told[field], JsonElement.Parse(value)).ShouldBeTrue(field);
        foreach (var (field, members) in ofNumber)
            told[field].GetRawText().ShouldContain(members.Trim());
    }

    [Theory]
    [InlineData("connect", "USER_INITIATED", "call.received")]
    [InlineData("connect", "BUSINESS_INITIATED", "call.status_updated")]
    [InlineData("terminate", "USER_INITIATED", "call.ended")]
    [InlineData("of_tomorrow", "USER_INITIATED", "call.status_updated")]
    public void A_call_is_named_after_its_event(string happened, string direction, string name) =>
        EventNaming
            .NameOf(
                "calls",
                JsonElement.Parse(
                    $$"""{"calls":[{"id":"wacid.1","event":"{{happened}}","direction":"{{direction}}"}]}"""
                )
            )
            .ShouldBe(name);

    [Theory]
    [InlineData("calls", """{"statuses":[{"id":"wacid.1","type":"call","status":"RINGING"}]}""", "call.status_updated")]
    [InlineData("calls", """{"calls":"odd"}""", "call.status_updated")]
    [InlineData("calls", """{"calls":[7]}""", "call.status_updated")]
    [InlineData("standby", """{"standby":{}}""", "conversation.standby")]
    [InlineData("messaging_handovers", """{"type":"control_passed"}""", "conversation.handover")]
    [InlineData("message_template_status_update", """{"event":"APPROVED"}""", "template.status_updated")]
    [InlineData("message_template_status_update", """{"new_quality_score":"RED"}""", "template.quality_updated")]
    [InlineData("history", "{}", "account.updated")]
    public void A_field_has_one_name(string field, string value, string name) =>
        EventNaming.NameOf(field, JsonElement.Parse(value)).ShouldBe(name);

    [Fact]
    public async Task A_handover_and_a_changed_PIN_name_the_number_that_they_are_about()
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync(receiver, events: "\"conversation.handover\",\"security.updated\"");
        var number = (await stage.ScalarAsync<string>("select phone_number from phones"))!.TrimStart('+');

        await stage.ShouldBeTakenAsync(
            Payload.Entry(
                phone.Signup.WabaId!,
                Payload.Change(
                    "messaging_handovers",
                    $$"""{"messaging_product":"whatsapp","sender":{"phone_number":"5511999990000"},"recipient":{"phone_number_id":"{{phone.MetaPhoneNumberId}}"},"timestamp":"1697041663","type":"control_passed"}"""
                ),
                Payload.Change("security", $$"""{"display_phone_number":"{{number}}","event":"PIN_CHANGED"}""")
            )
        );

        foreach (var webhook in new[] { await receiver.NextAsync(), await receiver.NextAsync() })
            webhook.Data.GetProperty("phoneNumberId").GetString().ShouldBe(phone.Id, webhook.Event);
    }

    [Theory, EachDatabase]
    public async Task Limits_and_names_of_a_number_and_template_statuses_are_stored_and_delivered(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectQuietlyAsync();
        await stage
            .Api.PostJsonAsync(
                "/v1/outgoing-webhooks",
                $$"""{"url":"{{receiver.Url}}","events":["phone_number.updated","template.status_updated"]}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        var number = (await stage.ScalarAsync<string>("select phone_number from phones"))!.TrimStart('+');
        var waba = phone.Signup.WabaId!;

        await stage.ShouldBeTakenAsync(
            Payload.Entry(
                waba,
                Payload.Change(
                    "phone_number_quality_update",
                    $$"""
                    {"display_phone_number":"{{number}}","event":"THROUGHPUT_UPGRADE",
                    "max_daily_conversations_per_business":"TIER_10K"}
                    """
                ),
                Payload.Change(
                    "phone_number_name_update",
                    $$"""
                    {"display_phone_number":"{{number}}","decision":"APPROVED",
                    "requested_verified_name":"Lucky Shrub"}
                    """
                ),
                Payload.Change(
                    "message_template_status_update",
                    """
                    {"event":"PAUSED","message_template_id":1689556908129832,"message_template_name":"a",
                    "message_template_language":"en-US","reason":"NONE"}
                    """
                )
            )
        );

        var told = new[] { await receiver.NextAsync(), await receiver.NextAsync(), await receiver.NextAsync() };
        told.Select(webhook => webhook.Event)
            .Order()
            .ShouldBe(["phone_number.updated", "phone_number.updated", "template.status_updated"]);
        told.Where(webhook => webhook.Event == "phone_number.updated")
            .ShouldAllBe(webhook => webhook.Data.GetProperty("phoneNumberId").GetString() == phone.Id);
        (
            await stage.ScalarAsync<string>("select messaging_limit_tier from phones"),
            await stage.ScalarAsync<string>("select verified_name from phones")
        ).ShouldBe(("TIER_10K", "Lucky Shrub"));

        foreach (
            var (limit, tier) in new[]
            {
                ("2000", "TIER_2K"),
                ("\"TIER_250\"", "TIER_250"),
                ("-1", "TIER_UNLIMITED"),
                ("{}", "TIER_UNLIMITED"),
            }
        )
        {
            await stage.ShouldBeTakenAsync(
                Payload.Entry(
                    waba,
                    Payload.Change(
                        "business_capability_update",
                        $$"""{"max_daily_conversations_per_business":{{limit}},"max_phone_numbers_per_waba":25}"""
                    )
                )
            );
            await stage.WhenWorkedOffAsync();
            (await stage.ScalarAsync<string>("select messaging_limit_tier from phones")).ShouldBe(tier, limit);
        }
    }

    private static string Typed(string type, string content) =>
        $$"""
            {"from":"5511999990000","id":"wamid.{{type}}","timestamp":"1768473000","type":"{{type}}",
            "{{type}}":{{content}} }
            """;
}
