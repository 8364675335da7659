using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.QrCodes;

/// <summary>Short links that open a chat with a prepared message.</summary>
internal sealed class QrCode : Node
{
    public required string Code { get; set; }
    public required string PhoneId { get; set; }
    public required string PrefilledMessage { get; set; }
    public string? ImageFormat { get; set; }

    public static string IdOf(string code) => "qr:" + code;

    public string Link => "https://wa.me/message/" + Code;
}

internal static class QrCodeOperations
{
    private const int Most = 2000;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static readonly Operation[] Table =
    [
        Operation.Of<PhoneNumber>(
            "listAllQrCodes",
            "GET",
            "message_qrdls",
            List,
            [.. Paging.Params, P.Text("code"), P.OneOf("generate_qr_image", "PNG", "SVG")]
        ),
        Operation.Of<PhoneNumber>(
            "createOrUpdateQrCode",
            "POST",
            "message_qrdls",
            Put,
            P.Text("prefilled_message", 140).Must(),
            P.OneOf("generate_qr_image", "PNG", "SVG"),
            P.Text("code", 14)
        ),
        Operation.Of<PhoneNumber>(
            "getIndividualQrCode",
            "GET",
            "message_qrdls/{id}",
            (phone, call) =>
                Answer.Ok(new JsonObject { ["data"] = new JsonArray(Write(Find(phone, call, call.Tail!), call)) }),
            P.Text("fields")
        ),
        Operation.Of<PhoneNumber>("deleteIndividualQrCode", "DELETE", "message_qrdls/{id}", Delete),
    ];

    private static Answer List(PhoneNumber phone, Call call)
    {
        var code = call.Input.Text("code");
        return Answer.Page(
            call.World.All<QrCode>().Where(q => q.PhoneId == phone.Id && (code is null || q.Code == code)),
            q => q.Code,
            q => Write(q, call),
            call,
            maxLimit: 25
        );
    }

    private static Answer Put(PhoneNumber phone, Call call)
    {
        if (call.Input.Text("code") is { } known)
            return Change(Find(phone, call, known), call);
        if (call.World.All<QrCode>().Count(q => q.PhoneId == phone.Id) >= Most)
            throw Refusals.Invalid($"A phone number can have at most {Most} codes.");
        var code = string.Concat(Enumerable.Range(0, 14).Select(_ => Letter(call.World)));
        return Answer.Ok(
            Write(
                call.World.Add(
                    new QrCode
                    {
                        Id = QrCode.IdOf(code),
                        Code = code,
                        PhoneId = phone.Id,
                        PrefilledMessage = call.Input.Required("prefilled_message"),
                        ImageFormat = call.Input.Text("generate_qr_image"),
                    }
                ),
                call
            )
        );
    }

    private static Answer Change(QrCode code, Call call)
    {
        code.PrefilledMessage = call.Input.Required("prefilled_message");
        code.ImageFormat = call.Input.Text("generate_qr_image") ?? code.ImageFormat;
        call.World.Save(code);
        return Answer.Ok(Write(code, call));
    }

    private static char Letter(World world) =>
        Alphabet[int.Parse(world.Ids.Digits(4), System.Globalization.CultureInfo.InvariantCulture) % Alphabet.Length];

    private static Answer Delete(PhoneNumber phone, Call call)
    {
        call.World.Remove(Find(phone, call, call.Tail!));
        return Answer.Success();
    }

    private static QrCode Find(PhoneNumber phone, Call call, string code) =>
        call.World.Find<QrCode>(QrCode.IdOf(code)) is { } found && found.PhoneId == phone.Id
            ? found
            : throw Refusals.Invalid("The code does not exist for this phone number.");

    private static JsonNode Write(QrCode code, Call call)
    {
        var all = new JsonObject
        {
            ["code"] = code.Code,
            ["prefilled_message"] = code.PrefilledMessage,
            ["deep_link_url"] = code.Link,
        };
        if (code.ImageFormat is not null)
            all["qr_image_url"] = QrImages.Url(code, code.ImageFormat, call);
        if (call.Fields is not { } fields)
            return all;
        all["creation_time"] = code.CreatedAt / 1000;
        foreach (var field in fields.Fields)
            if (
                field.Name
                is not ("code" or "prefilled_message" or "deep_link_url" or "qr_image_url" or "creation_time" or "id")
            )
                throw Refusals.UnknownField(field.Name, "WhatsAppMessageQRDL");
        foreach (
            var name in all.Select(m => m.Key)
                .Where(name =>
                    !fields.Fields.Any(f => f.Name == name)
                    && name is not ("code" or "prefilled_message" or "deep_link_url")
                )
                .ToList()
        )
            all.Remove(name);
        return all;
    }
}
