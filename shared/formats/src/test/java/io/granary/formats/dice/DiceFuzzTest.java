package io.granary.formats.dice;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.granary.formats.annotations.Fuzzing;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes as files of DICE. */
final class DiceFuzzTest {
  static List<byte[]> seeds() {
    return Stream.of(
            """
            {'format_version':'1.0','task_type':'object_detection','classes':[{'id':0,'name':'a',
            'color':'#00ff00','keypoints':['x','y'],'skeleton':[[1,2]]}],'images':[{'id':1,
            'file_name':'a.jpg','width':64,'height':48,'split':'val','annotations':[
            {'id':1,'class_id':0,'class_name':'a','bbox':[1,2,3,4],'bbox_format':'xyxy'},
            {'id':2,'class_id':0,'polyline':[1,2,3,4],'circle':{'center':[5,5],'radius':2}},
            {'id':3,'class_id':0,'type':'rotated_bbox','geometry':{'points':[[1,1]]}},
            {'id':4,'type':'caption','geometry':{'text':'t'}},
            {'id':5,'class_id':-1,'is_background':true},
            {'id':6,'class_id':0,'keypoints':[1,1,2,NaN,Infinity,1e99],'score':NaN}]}]}
            """,
            """
            {'categories':[{'id':0,'name':'__background__'},{'id':1e400,'name':'b'}],
            'images':[{'id':1,'file_name':'a.jpg'}],'annotations':[{'image_id':1,'category_id':0},
            {'image_id':1,'category_id':1e400,'segmentation':{'size':[48,64],'counts':'01'}},
            {'image_id':1,'category_id':'b','segmentation':[[1,1,2,2,3,1],[]]}],
            'storage_info':{'image_root':'a/../b'}}
            """,
            "{'imagePath':'../a.jpg','shapes':[{'label':'x'},{'label':'y','points':[[1,2]]}]}",
            "[]",
            "{'images':[[[[",
            "\u0000",
            "{'classes':[0],'images':[0,{'annotations':{}}],'annotations':[[{}]]} x")
        .map(json -> json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
    for (String path : List.of("annotations.json", "annotations/a.json")) {
      var files = new MemoryFiles().with(path, bytes);
      var samples = Imported.samples(64, 48, "images/a.jpg");
      Fuzzing.read(new DiceFormat(), "dice", files, samples);
      Fuzzing.read(new DiceFormat(), files, samples);
    }
  }
}
