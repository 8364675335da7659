using System.Text.Json;
using Patchbay.Graph.Messages;

namespace Patchbay.Graph.Tests.Messages;

public sealed class DirectSendTests
{
    [Fact]
    public void A_message_of_Direct_Send_has_its_members_on_the_wire()
    {
        var message = Message
            .Text("Your parcel has left.")
            .AsDirectSend(DirectSendCategory.Utility, TimeSpan.FromMinutes(2), "parcel_left");
        MessageRules.Check(message).ShouldBeEmpty();
        JsonSerializer
            .Serialize(message, MessagesJson.Default.OutgoingMessage)
            .ShouldBe(
                """
                {"messaging_product":"whatsapp","type":"text","text":{"body":"Your parcel has left."},
                "category":"utility","ttl_seconds":120,"direct_send_config":{"template_name":"parcel_left"}}
                """.ReplaceLineEndings("")
            );
    }

    public static TheoryData<string, OutgoingMessage> Faulty =>
        new()
        {
            { "ttl_seconds", Text().AsDirectSend(DirectSendCategory.Service, TimeSpan.FromMinutes(1)) },
            { "ttl_seconds", Text().AsDirectSend(DirectSendCategory.Utility, TimeSpan.FromSeconds(29)) },
            { "ttl_seconds", Text().AsDirectSend(DirectSendCategory.Utility, TimeSpan.FromHours(13)) },
            { "ttl_seconds", Text().AsDirectSend(DirectSendCategory.Authentication, TimeSpan.FromMinutes(16)) },
            { "direct_send_config", Text().AsDirectSend(DirectSendCategory.Authentication, templateName: "a") },
            { "text.body", Text(1025).AsDirectSend(DirectSendCategory.Utility) },
            { "type", Message.Location(1, 2).AsDirectSend(DirectSendCategory.Utility) },
            { "type", Buttons().AsDirectSend(DirectSendCategory.Authentication) },
        };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void What_Direct_Send_does_not_take_is_a_fault(string path, OutgoingMessage message) =>
        MessageRules.Check(message).Select(fault => fault.Path).ShouldBe([path]);

    [Fact]
    public void Buttons_can_be_sent_as_utility() =>
        MessageRules.Check(Buttons().AsDirectSend(DirectSendCategory.Utility)).ShouldBeEmpty();

    private static OutgoingMessage Text(int length = 10) => Message.Text(new string('a', length));

    private static OutgoingMessage Buttons() => Message.Buttons("Keep it?", [new("keep", "Keep it")]);
}
