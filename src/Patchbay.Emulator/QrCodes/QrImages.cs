using System.Text;
using Patchbay.Emulator.Graph;
using QRCoder;

namespace Patchbay.Emulator.QrCodes;

/// <summary>The image of a QR code, which a phone's camera can read.</summary>
internal static class QrImages
{
    private const string Path = "qr_codes/image";
    private const int PixelsPerModule = 8;

    public static readonly Operation[] Table =
    [
        Operation.Root(
            "downloadQrImage",
            "GET",
            Path,
            Draw,
            P.Text("code").Must(),
            P.OneOf("type", "PNG", "SVG").Must(),
            P.Text("client_id")
        ),
    ];

    /// <summary>The app id in the address names the world that the code belongs to.</summary>
    public static string Url(QrCode code, string format, Call call) =>
        $"{call.BaseUrl}/{Path}?code={code.Code}&type={format}&client_id={call.Caller.AppId}";

    private static Answer Draw(Call call)
    {
        if (call.World.Find<QrCode>(QrCode.IdOf(call.Input.Required("code"))) is not { } code)
            throw Refusals.UnknownObject("GET", "qr_image");
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(code.Link, QRCodeGenerator.ECCLevel.M);
        if (call.Input.Text("type") == "PNG")
        {
            using var png = new PngByteQRCode(data);
            return Answer.Bytes(png.GetGraphic(PixelsPerModule), "image/png");
        }
        using var svg = new SvgQRCode(data);
        return Answer.Bytes(Encoding.UTF8.GetBytes(svg.GetGraphic(PixelsPerModule)), "image/svg+xml");
    }
}
