namespace Stria.Tests.Files.Diffraction;

/// <summary>Small files of Rigaku, PANalytical and EPICS, written from their published layouts and not from the readers.</summary>
internal static class MadePatternTexts
{
    internal static string RasText(params string[] scans) => $"*RAS_DATA_START\n{string.Concat(scans)}*RAS_DATA_END\n";

    internal static string RasScan(string rows, string axis = "TwoThetaTheta", string unit = "counts", string speed = "2", string speedUnit = "deg/min", string step = "0.02", int? count = null) =>
        $"""
        *RAS_HEADER_START
        *DISP_UNIT_Y "{unit}"
        *FILE_SAMPLE "S1"
        *HW_XG_TARGET_NAME "Cu"
        *HW_XG_WAVE_LENGTH_ALPHA1 "1.540593"
        *HW_XG_WAVE_LENGTH_ALPHA2 "1.544414"
        *MEAS_COND_XG_VOLTAGE "40"
        *MEAS_DATA_COUNT "{count}"
        *MEAS_SCAN_AXIS_X "Theta/2-Theta"
        *MEAS_SCAN_AXIS_X_INTERNAL "{axis}"
        *MEAS_SCAN_SPEED "{speed}"
        *MEAS_SCAN_SPEED_UNIT "{speedUnit}"
        *MEAS_SCAN_START_TIME "06/11/26 13:59:11"
        *MEAS_SCAN_STEP "{step}"
        *MEAS_SCAN_UNIT_Y "{unit}"
        *RAS_HEADER_END
        *RAS_INT_START
        {rows}
        *RAS_INT_END

        """;

    internal static byte[] RasxBytes(params (string Rows, string Axis)[] scans)
    {
        static string Conditions(string axis) => $"""
            <?xml version="1.0" encoding="utf-8"?><MeasurementConditions><GeneralInformation><SampleName>S2</SampleName></GeneralInformation>
            <HWConfigurations><XrayGenerator><TargetName>Cu</TargetName><WavelengthKalpha1>1.540593</WavelengthKalpha1><WavelengthKalpha2>1.544414</WavelengthKalpha2><Voltage>45</Voltage></XrayGenerator></HWConfigurations>
            <ScanInformation><AxisName>{axis}</AxisName><IntensityUnit>counts</IntensityUnit><StartTime>2022-06-07T13:12:13Z</StartTime></ScanInformation>
            <RASHeader><Pair><string>*MEAS_SCAN_MODE</string><string>CONTINUOUS</string></Pair></RASHeader></MeasurementConditions>
            """;
        string root = $"<?xml version=\"1.0\"?><Root>{string.Concat(scans.Select((_, i) => $"<Data{i} Type=\"Profile\"/>"))}</Root>";
        return MadeBruker.Zip([("root.xml", root), .. scans.SelectMany((s, i) => new[] { ($"Data{i}/Profile{i}.txt", "\uFEFF" + s.Rows), ($"Data{i}/MesurementConditions{i}.xml", Conditions(s.Axis)) }).Reverse()]);
    }

    internal static string XrdmlScan(string data, string axis = "Gonio", string status = "Completed") => $"""
        <scan appendNumber="0" mode="Continuous" scanAxis="{axis}" status="{status}"><header><startTimeStamp>2020-10-08T14:14:22+01:00</startTimeStamp><endTimeStamp>2020-10-08T15:14:06+01:00</endTimeStamp></header>
        <dataPoints>{data}</dataPoints></scan>
        """;

    internal static string Xrdml(string version, string scans) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <xrdMeasurements xmlns="http://www.xrdml.com/XRDMeasurement/{version}" status="Completed"><sample type="To be analyzed"><id>LCO</id><name>1</name></sample>
        <xrdMeasurement measurementType="Scan" status="Completed"><usedWavelength intended="K-Alpha"><kAlpha1 unit="Angstrom">1.78901</kAlpha1><kAlpha2 unit="Angstrom">1.79290</kAlpha2>
        <kBeta unit="Angstrom">1.62083</kBeta><ratioKAlpha2KAlpha1>0.5000</ratioKAlpha2KAlpha1></usedWavelength>
        <incidentBeamPath><radius unit="mm">240</radius><xRayTube name="x"><tension unit="kV">40</tension><current unit="mA">40</current><anodeMaterial>Co</anodeMaterial></xRayTube></incidentBeamPath>
        {scans}</xrdMeasurement></xrdMeasurements>
        """;

    internal static string Spectrum() =>
        "VERSION:    3.1\nELEMENTS:              2\nDATE:       Apr 15, 2010 14:03:30\nCHANNELS:            5\nREAL_TIME:   60.0 60.0\nLIVE_TIME:   58.2 57.9\nCAL_OFFSET:  -0.05 0.1\n"
        + "CAL_SLOPE:   0.035 0.04\nCAL_QUAD:    0 0.001\nTWO_THETA:   2.29 2.31\nDATA: \n 1 5\n 4 5\n 9 4\n 16 3\n 25 2\n";
}
